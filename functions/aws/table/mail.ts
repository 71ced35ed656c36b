import { countWithinHour } from './hourly-count.ts';
import { readKeptMails } from './kept-mail-index.ts';
import * as keys from './keys.ts';
import type { TableItems } from './table-items.ts';
import type { MailStore } from '../../domain/inbound/mail-store.ts';
import type { KeptMail, SettledMail } from '../../domain/records/kept-mail.ts';

export function mailStore({ get, query, client, tableName, now }: TableItems): MailStore {
  return {
    async inboundSeen(hash) {
      return (await get(keys.inboundSeenKey(hash))) !== undefined;
    },
    keptMails: (state, page) => readKeptMails(query, now(), { state, ...page }),
    async keptMail(id) {
      const key = keys.keptMailKey(id);
      const item = key && (await get(key));
      return item?.data as KeptMail | SettledMail | undefined;
    },
    countWithinHour: (counter) => countWithinHour({ client, tableName, now: now() }, counter),
  };
}

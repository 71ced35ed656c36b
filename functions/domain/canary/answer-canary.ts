import { judgeSender } from '../email/judge-sender.ts';
import type { Sender } from '../email/judge-sender.ts';
import type { MailSender } from '../email/mail-sender.ts';
import type { Mail } from '../email/mail.ts';
import type { Canary, CanaryTrouble, Round } from '../records/canary.ts';
import type { Transactions } from '../records/write.ts';
import type { CanaryStore } from './canary-store.ts';
import { spoken } from './canary.ts';
import { composeAnswer } from './compose-answer.ts';

export interface AnswerPorts {
  readonly table: CanaryStore & Transactions;
  readonly mail: MailSender;
  readonly replyDomain: string;
  /** Whom the canary's mail comes from. */
  readonly fromAddress: string;
}

/**
 * Mail has come for the canary. It is answered if it is the e-mail of the round that is under way and its domain vouches for
 * it, once, and to our own reply address only; any other mail does nothing. Answering is claimed first: if it then fails, so
 * has the round.
 */
export async function answerCanary(
  { table, mail: sender, replyDomain, fromAddress }: AnswerPorts,
  addressToken: string,
  { mail, envelopeFrom, verdicts }: { readonly mail: Mail } & Pick<Sender, 'envelopeFrom' | 'verdicts'>,
): Promise<void> {
  const canary = await table.canary();
  const round = canary?.round ?? null;
  if (canary === undefined || round === null || !isItsMail(round, addressToken, mail)) return;
  if (judgeSender({ mail, envelopeFrom, verdicts, visitorAddress: fromAddress }) !== 'visitor') {
    await write(table, canary, { ...round, trouble: 'not-trusted' });
    return;
  }
  const claimed: Round = { ...round, state: 'answered' };
  if (!(await write(table, canary, claimed))) return;
  const answer = composeAnswer(mail, round, replyDomain);
  const result = answer && (await sender.send(answer));
  // An unknown outcome may be an answer all the same: the conversation will tell.
  if (result === undefined || result.kind === 'refused') {
    await write(table, { ...canary, version: canary.version + 1 }, { ...claimed, trouble: 'not-answered' });
  }
}

/** Notes why the round that is under way in this conversation will fail. */
export async function noteTrouble(
  table: AnswerPorts['table'],
  conversationId: string,
  trouble: CanaryTrouble,
): Promise<void> {
  const canary = await table.canary();
  if (canary?.round?.conversationId === conversationId) await write(table, canary, { ...canary.round, trouble });
}

function isItsMail({ addressToken, nonce, state }: Round, token: string, { text }: Mail): boolean {
  return addressToken === token && state === 'under-way' && (text ?? '').includes(spoken.message(nonce));
}

/** False when somebody was faster: then it is their to go on. */
async function write(table: AnswerPorts['table'], canary: Canary, round: Round): Promise<boolean> {
  return (await table.commit([{ kind: 'canary', value: { ...canary, round } }])).kind === 'committed';
}

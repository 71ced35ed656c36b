import { changeConversation } from '../../domain/conversation/change.ts';
import { commitOrRetry } from '../../domain/conversation/commit-or-retry.ts';
import { isSameAddress } from '../../domain/email/judge-sender.ts';
import { hasOptedOut } from '../../domain/notification/decide.ts';
import type { Conversation } from '../../domain/records/conversation.ts';
import type { LinkToken } from '../../domain/records/link-token.ts';
import { withoutDisowned } from '../../domain/records/visitor.ts';
import type { Visitor } from '../../domain/records/visitor.ts';
import { chooseLocale } from '../../domain/settings/settings.ts';
import type { Table } from '../../domain/table/table.ts';
import { tellDisowned } from '../../domain/triggers/tell-disowned.ts';
import type { World } from '../../domain/world.ts';
import type { Handler, Request } from '../http/api.ts';
import { notFound, Problem } from '../http/problem.ts';
import { forReaders, siteOf } from './link-answers.ts';
import { linkPage } from './link-page.ts';
import type { LinkPage, Site } from './link-page.ts';
import { linkTexts } from './link-texts.ts';
import type { LinkTexts } from './link-texts.ts';
import { presentLink } from './present-link.ts';

/** So many conversations before the page is answered; where there are more, the rest follows from the table's stream. */
const mostToldAtOnce = 50;

interface LinkPorts {
  readonly world: World;
  readonly table: Table;
}

type Purpose = 'unsubscribe' | 'not-me';

/** `GET` of either link: shows a button and changes nothing, since mail scanners follow links. */
export function askFirst(ports: LinkPorts, purpose: Purpose): Handler {
  return forReaders(ports.table, async (request) => {
    const { link, texts, site } = await validLink(ports, purpose, request);
    const { title, question, button } = purpose === 'not-me' ? texts.notMe : texts.unsubscribe;
    return linkPage(200, texts, site, {
      title,
      text: question,
      address: link.email,
      action: { label: button, to: '', weight: 'main' },
    });
  });
}

/**
 * `POST /v1/email/unsubscribe/{token}`: no more e-mails about this conversation to this address (RFC 8058 one-click). With `undo` in the
 * query, which only the button on the page has: e-mails again. What was decided against meanwhile stays so.
 */
export function unsubscribe(ports: LinkPorts): Handler {
  return forReaders(ports.table, async (request) => {
    const { link, texts, site } = await validLink(ports, 'unsubscribe', request);
    const { title, button, done, undo, undone } = texts.unsubscribe;
    const page = (text: string, action: LinkPage['action'] & object): ReturnType<typeof linkPage> =>
      linkPage(200, texts, site, { title, text, address: link.email, action });
    if (request.query.undo === undefined) {
      await changeOptOuts(ports, link, 'out');
      return page(done, { label: undo, to: '?undo=true', weight: 'quiet' });
    }
    await changeOptOuts(ports, link, 'in');
    return page(undone, { label: button, to: '?', weight: 'quiet' });
  });
}

/**
 * `POST /v1/email/not-me/{token}`: somebody typed in a stranger's address. It is taken away from the visitor and cannot
 * be given again; the old reply addresses lead nowhere. An address that the site has vouched for is only unsubscribed.
 */
export function notMe(ports: LinkPorts): Handler {
  return forReaders(ports.table, async (request) => {
    const { link, texts, site } = await validLink(ports, 'not-me', request);
    const { table, world } = ports;
    const detached = await commitOrRetry<boolean>(world, table, async () => {
      const visitor = await table.visitor(link.visitorId);
      if (visitor !== undefined && isDisowned(visitor, link.email)) return { writes: [], result: true };
      if (visitor === undefined || !isPresent(visitor, link.email)) return { writes: [], result: false };
      if (visitor.address?.state === 'proven') return { writes: [], result: false };
      return { writes: [{ kind: 'visitor', value: withoutDisowned(visitor, world.now()) }], result: true };
    });
    if (detached)
      await tellDisowned(world, table, link.visitorId, { first: link.conversationId, most: mostToldAtOnce });
    else await changeOptOuts(ports, link, 'out');
    const { title, done } = texts.notMe;
    return linkPage(200, texts, site, { title, text: done, address: link.email });
  });
}

function isDisowned({ refused }: Visitor, address: string): boolean {
  return refused.some(({ email, why }) => why === 'not-me' && isSameAddress(email, address));
}

function isPresent({ address }: Visitor, email: string): boolean {
  return address !== null && isSameAddress(address.email, email);
}

/** The link of a request. Throws 404 for a forged and 410 for an expired one, or a not-me link of a former address. */
async function validLink(
  { table, world }: LinkPorts,
  purpose: Purpose,
  { parameters, headers }: Request,
): Promise<{ readonly link: LinkToken; readonly texts: LinkTexts; readonly site: Site }> {
  const link = await presentLink(table, purpose, parameters.token ?? '');
  if (link === undefined) throw notFound('link');
  if (link.expiresAt <= world.now()) throw new Problem(410, 'gone');
  const [visitor, { settings }] = await Promise.all([table.visitor(link.visitorId), table.rules()]);
  const isHis = visitor !== undefined && (isPresent(visitor, link.email) || isDisowned(visitor, link.email));
  if (purpose === 'not-me' && !isHis) throw new Problem(410, 'gone');
  const wanted = visitor?.locale ?? headers['accept-language']?.split(/[,;]/)[0] ?? settings.defaultLocale;
  return { link, texts: linkTexts(chooseLocale(settings, wanted)), site: siteOf(settings) };
}

/** In what goes on from a closed conversation, too: to them it is one. */
async function changeOptOuts(
  { world, table }: LinkPorts,
  { conversationId, email }: LinkToken,
  opts: 'out' | 'in',
): Promise<void> {
  let next: LinkToken['conversationId'] | null | undefined = conversationId;
  while (next !== null && next !== undefined) {
    const changed: Conversation | undefined = await changeConversation(world, table, next, (conversation) => {
      if (hasOptedOut(conversation, email) === (opts === 'out')) return conversation;
      const others = conversation.optedOut.filter((one) => !isSameAddress(one, email));
      return { ...conversation, optedOut: opts === 'out' ? [...others, email] : others };
    });
    next = changed?.continuedBy;
  }
}

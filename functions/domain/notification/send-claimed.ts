import { composeUnreadEmail, mostMessages } from '../email/compose.ts';
import type { ComposedEmail } from '../email/compose.ts';
import type { MailSender, SendResult } from '../email/mail-sender.ts';
import { conversationRootId, replyAddress } from '../email/reply-address.ts';
import type { AttachmentFiles } from '../files/attachment-files.ts';
import type { Files } from '../files/files.ts';
import type { Conversation } from '../records/conversation.ts';
import type { Sending } from '../records/episode.ts';
import type { Message } from '../records/message.ts';
import type { Visitor } from '../records/visitor.ts';
import { chooseLocale } from '../settings/settings.ts';
import type { Settings } from '../settings/settings.ts';
import type { World } from '../world.ts';
import { enclosuresOf } from './enclosures.ts';
import type { Enclosure } from './enclosures.ts';
import type { NotificationTable } from './notification-store.ts';
import { recordRefused, recordSent, recordStopped, recordUnknown } from './record-outcome.ts';
import { sentMailKey } from './sent-mail-key.ts';

/** From where, and with links to where, mail is sent. */
export interface MailIdentity {
  readonly fromAddress: string;
  readonly replyDomain: string;
  /** Origin of the unsubscribe pages, without a slash at the end. */
  readonly publicUrl: string;
}

export interface DeliveryPorts {
  readonly table: NotificationTable;
  readonly mail: MailSender;
  readonly files: Files;
  readonly attachments: Pick<AttachmentFiles, 'get'>;
  readonly identity: MailIdentity;
}

/** The secrets in the links of one e-mail, each after the conversation's id, by which the table finds it. */
export interface LinkTokens {
  readonly resume: string;
  readonly unsubscribe: string;
  readonly notMe: string;
}

export interface ClaimedEmail {
  /** As it was when the claim was written. */
  readonly conversation: Conversation;
  readonly sending: Sending;
  readonly visitor: Visitor;
  readonly messages: readonly Message[];
  readonly links: LinkTokens;
}

/**
 * Sends the e-mail of a claim that this caller holds, at most once, and writes down what became of it. The feature's
 * switch is read once more, at the last moment.
 */
export async function sendClaimed(world: World, ports: DeliveryPorts, claimed: ClaimedEmail): Promise<void> {
  const { table } = ports;
  const { conversation, sending } = claimed;
  const claim = {
    conversationId: conversation.id,
    isIt: (other: Sending): boolean => other.claimId === sending.claimId,
  };

  const { settings } = await table.rules();
  if (!settings.continuousConversations) {
    await recordStopped(world, table, claim, 'skipped-off');
    return;
  }

  const enclosures = await enclosuresOf(ports.attachments, claimed.messages.slice(0, mostMessages));
  let result = await handOver(ports, claimed, settings, enclosures);
  // It may be a file that SES does not take. The refusal is certain, so the mail may go at once, without files.
  if (result.kind === 'refused' && result.final && enclosures.length > 0) {
    result = await handOver(ports, claimed, settings, []);
  }
  switch (result.kind) {
    case 'accepted':
      await recordSent(world, table, claim, result);
      return;
    case 'refused':
      await recordRefused(world, table, claim, result);
      return;
    case 'unknown':
      await recordUnknown(world, table, claim, result.reason);
      return;
  }
}

type HandedOver = Exclude<SendResult, { kind: 'accepted' }> | (SendResult & { kind: 'accepted'; subject: string });

/** Composes the mail, keeps a copy, and has SES take it. */
async function handOver(
  { identity, files, mail }: DeliveryPorts,
  claimed: ClaimedEmail,
  settings: Settings,
  enclosures: readonly Enclosure[],
): Promise<HandedOver> {
  const { conversation, sending } = claimed;
  let composed: ComposedEmail;
  try {
    composed = compose(identity, claimed, settings, enclosures);
    const copy = keptCopy(composed, claimed, enclosures);
    await files.put(sentMailKey(conversation.id, sending), copy, 'application/json');
  } catch (error) {
    // SES was not called: this is certain, so the episode may be tried again.
    return { kind: 'refused', final: false, reason: `not handed over: ${(error as Error).name}` };
  }
  const result = await mail.send({
    ...composed,
    files: shownIn(composed, claimed, enclosures),
    tags: { conversation: conversation.id, episode: String(sending.episode), attempt: String(sending.attempt) },
  });
  return result.kind === 'accepted' ? { ...result, subject: composed.threadSubject } : result;
}

/** Those whose message found room in the mail. */
function shownIn(
  { includedSeqs }: ComposedEmail,
  { messages }: ClaimedEmail,
  enclosures: readonly Enclosure[],
): readonly Enclosure[] {
  const shown = messages.filter(({ seq }) => includedSeqs.includes(seq)).flatMap(({ attachments }) => attachments);
  return enclosures.filter(({ id }) => shown.some((attachment) => attachment.id === id));
}

function compose(
  identity: MailIdentity,
  claimed: ClaimedEmail,
  settings: Settings,
  enclosures: readonly Enclosure[],
): ComposedEmail {
  const { conversation, sending, visitor, messages, links } = claimed;
  const { root, ids, subject, inReplyTo } = conversation.thread;
  const locale = chooseLocale(settings, visitor.locale);
  const newest = messages.at(-1);
  return composeUnreadEmail({
    locale,
    timeZone: settings.timeZone,
    companyName: settings.fromName,
    agentName: newest?.author.kind === 'agent' ? newest.author.name : undefined,
    fromAddress: identity.fromAddress,
    to: sending.addressee,
    replyAddress: replyAddress(conversation.replyToken, identity.replyDomain),
    messages: messages.map((message) => ({
      seq: message.seq,
      authorName: message.author.kind === 'agent' ? message.author.name : settings.fromName,
      text: message.text,
      sentAt: message.sentAt,
      attachments: message.attachments.map(({ id, filename }) => ({
        filename,
        ...(enclosures.some((file) => file.id === id) ? {} : { onWebsiteOnly: true }),
      })),
    })),
    resumeUrl: `${settings.siteUrl}#cc=${links.resume}`,
    unsubscribeUrl: `${identity.publicUrl}/v1/email/unsubscribe/${links.unsubscribe}`,
    notMeUrl: `${identity.publicUrl}/v1/email/not-me/${links.notMe}`,
    thread: {
      rootId: conversationRootId(root, identity.replyDomain),
      ids,
      subject,
      ...(inReplyTo === undefined ? {} : { inReplyTo }),
    },
    texts: settings.texts[locale] ?? {},
  });
}

/** The mail as agents may see it: without what would let a reader write or read as the visitor. */
function keptCopy(composed: ComposedEmail, claimed: ClaimedEmail, enclosures: readonly Enclosure[]): string {
  const { conversation, links } = claimed;
  const attachments = shownIn(composed, claimed, enclosures).map(({ filename, contentType, content }) => ({
    filename,
    contentType,
    size: content.length,
  }));
  const secrets = [conversation.replyToken, links.resume, links.unsubscribe, links.notMe];
  return secrets.reduce((copy, secret) => copy.replaceAll(secret, '…'), JSON.stringify({ ...composed, attachments }));
}

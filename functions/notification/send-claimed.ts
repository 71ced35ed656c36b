import type { Conversation } from '../conversation/conversation.ts';
import type { Message } from '../conversation/message.ts';
import type { Visitor } from '../conversation/visitor.ts';
import { composeUnreadEmail } from '../email/compose.ts';
import type { ComposedEmail } from '../email/compose.ts';
import { conversationRootId, replyAddress } from '../email/reply-address.ts';
import type { Files, MailSender, Table, World } from '../ports.ts';
import { chooseLocale } from '../settings/settings.ts';
import type { Settings } from '../settings/settings.ts';
import type { Sending } from './episode.ts';
import { recordRefused, recordSent, recordStopped, recordUnknown } from './record-outcome.ts';

/** From where, and with links to where, mail is sent. */
export interface MailIdentity {
  readonly fromAddress: string;
  readonly replyDomain: string;
  /** Origin of the unsubscribe pages, without a slash at the end. */
  readonly publicUrl: string;
}

export interface DeliveryPorts {
  readonly table: Table;
  readonly mail: MailSender;
  readonly files: Files;
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
  const { table, mail, files } = ports;
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

  let composed: ComposedEmail;
  try {
    composed = compose(ports.identity, claimed, settings);
    await files.put(sentMailKey(conversation.id, sending), keptCopy(composed, claimed), 'application/json');
  } catch (error) {
    // SES was not called: this is certain, so the episode may be tried again.
    await recordRefused(world, table, claim, { final: false, reason: `not handed over: ${(error as Error).name}` });
    return;
  }

  const result = await mail.send({
    ...composed,
    tags: { conversation: conversation.id, episode: String(sending.episode), attempt: String(sending.attempt) },
  });
  switch (result.kind) {
    case 'accepted':
      await recordSent(world, table, claim, { ...result, subject: composed.threadSubject });
      return;
    case 'refused':
      await recordRefused(world, table, claim, result);
      return;
    case 'unknown':
      await recordUnknown(world, table, claim, result.reason);
      return;
  }
}

/** Where the mail as sent is kept in the mail bucket. */
export function sentMailKey(
  conversationId: string,
  { episode, attempt }: { readonly episode: number; readonly attempt: number },
): string {
  return `outbound/${conversationId}/${episode}-${attempt}.json`;
}

function compose(identity: MailIdentity, claimed: ClaimedEmail, settings: Settings): ComposedEmail {
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
      attachments: message.attachments,
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
function keptCopy(composed: ComposedEmail, { conversation, links }: ClaimedEmail): string {
  const secrets = [conversation.replyToken, links.resume, links.unsubscribe, links.notMe];
  return secrets.reduce((copy, secret) => copy.replaceAll(secret, '…'), JSON.stringify(composed));
}

// Provisional: to be replaced whole by the e-mail engine's own.
import PostalMime from 'postal-mime';

export interface InboundMail {
  readonly kind: 'reply' | 'auto-reply' | 'bounce' | 'complaint' | 'receipt' | 'list' | 'encrypted';
  readonly from: { readonly address: string; readonly name: string } | undefined;
  readonly subject: string;
  readonly messageId: string | undefined;
  readonly reply: string;
  readonly quoted: string;
}

export async function readInbound(raw: Uint8Array): Promise<InboundMail & { traces: readonly string[] }> {
  const mail = await PostalMime.parse(raw);
  const lines = (mail.text ?? '').split(/\r?\n/);
  const cut = lines.findIndex((line) => line.startsWith('>') || /wrote:$|schrieb.*:$/.test(line));
  const reply = (cut < 0 ? lines : lines.slice(0, cut)).join('\n').trim();
  return {
    kind: 'reply',
    from: { address: mail.from?.address ?? '', name: mail.from?.name ?? '' },
    subject: mail.subject ?? '',
    messageId: mail.messageId,
    reply,
    quoted: cut < 0 ? '' : lines.slice(cut).join('\n'),
    traces: [mail.inReplyTo ?? '', mail.references ?? ''],
  };
}

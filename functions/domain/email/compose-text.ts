import type { ContentMessage, EmailContent } from './email-content.ts';

/**
 * The text part. The resume link stands alone on its line: clients that make links of addresses then take all of it and
 * nothing more.
 */
export function composedText(content: EmailContent): string {
  const { texts } = content;
  const blocks = [
    content.marker,
    content.headline,
    ...content.messages.map(messageBlock),
    ...(content.more === undefined ? [] : [content.more]),
    `${texts.howToReply}\n${content.resumeUrl}`,
    texts.keepToYourself,
    '________________________________',
    texts.whyYouGetThis,
    `${texts.notMe}:\n${content.notMeUrl}`,
    `${texts.unsubscribe}:\n${content.unsubscribeUrl}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function messageBlock(message: ContentMessage): string {
  const lines = [
    `${message.author} · ${message.time}`,
    message.text,
    message.shortened,
    message.attachments,
    message.onWebsite,
  ];
  return lines.filter((line) => line !== undefined && line !== '').join('\n');
}

import { linkify } from '../../../contract/linkify.ts';
import type { ContentMessage, EmailContent } from './email-content.ts';

/**
 * The HTML part. Tables and inline styles, because Outlook for Windows renders with Word and Gmail drops what it does not know;
 * the style sheet only adds dark colours and narrow screens for the clients that read it. No border-left and no blockquote: mail
 * clients and reply cutters take those for a quote.
 */
export function composedHtml(content: EmailContent): string {
  const { direction, texts } = content;
  const start = direction === 'rtl' ? 'right' : 'left';
  return `<!DOCTYPE html>
<html lang="${escaped(content.locale)}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no">
<title>${escaped(content.headline)}</title>
<style>${styleSheet}</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f3f4f6;-webkit-text-size-adjust:100%">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${preheader(content)}</div>
<table role="presentation" class="page" dir="${direction}" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#f3f4f6" style="background:#f3f4f6">
<tr><td align="center" style="padding:20px 12px 32px">
<!--[if mso]><table role="presentation" width="560" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;${font}">
<tr><td class="faint" align="center" style="padding:0 8px 14px;font-size:12px;line-height:18px;color:#6b7280">${escaped(content.marker)}</td></tr>
<tr><td class="card" bgcolor="#ffffff" align="${start}" style="background:#ffffff;border:1px solid #e5e7eb;border-radius:14px;padding:28px 28px 30px">
<p class="soft" style="margin:0 0 4px;font-size:14px;line-height:20px;color:#5b6472">${escaped(content.companyName)}</p>
<h1 class="strong" style="margin:0 0 22px;font-size:20px;line-height:28px;font-weight:600;color:#111827">${escaped(content.headline)}</h1>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
${content.messages.map((message) => messageRow(message, start)).join('\n')}
</table>
${moreLine(content)}
${button(content)}
<p class="soft" style="margin:18px 0 0;font-size:14px;line-height:21px;color:#5b6472">${escaped(texts.howToReply)}</p>
</td></tr>
<tr><td class="faint" align="${start}" style="padding:18px 28px 0;font-size:12px;line-height:18px;color:#6b7280">
<p style="margin:0 0 8px">${escaped(texts.keepToYourself)}</p>
<p style="margin:0 0 8px">${escaped(texts.whyYouGetThis)}</p>
<p style="margin:0">${footerLink(content.notMeUrl, texts.notMe)} &nbsp;·&nbsp; ${footerLink(content.unsubscribeUrl, texts.unsubscribe)}</p>
</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr>
</table>
</body>
</html>
`;
}

const font = `font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif`;

/** `data-ogsc` and `data-ogsb` are what Outlook's web and mobile apps put on elements whose colours they changed. */
const styleSheet = [
  ':root{color-scheme:light dark;supported-color-schemes:light dark}',
  '.bubble a{color:#1d4ed8}',
  '@media (max-width:480px){.card{padding:22px 18px 24px!important}.button a{display:block!important}.button{width:100%!important}}',
  '@media (prefers-color-scheme:dark){',
  '.page{background:#16181d!important}.card{background:#1f2229!important;border-color:#343943!important}',
  '.strong{color:#f3f4f6!important}.soft{color:#aeb6c2!important}.faint,.faint a{color:#98a1ae!important}',
  '.bubble{background:#2a2f38!important;color:#eceef1!important}.bubble a{color:#8ab8ff!important}',
  '}',
  '[data-ogsc] .strong{color:#f3f4f6!important}[data-ogsc] .soft{color:#aeb6c2!important}',
  '[data-ogsc] .bubble{color:#eceef1!important}[data-ogsb] .bubble{background:#2a2f38!important}',
].join('');

/** What an inbox shows beside the subject; the padding keeps it from going on with the marker line. */
function preheader(content: EmailContent): string {
  const newest = content.messages.at(-1);
  if (newest === undefined) return '';
  const said = newest.text === '' ? (newest.attachments ?? newest.onWebsite ?? '') : newest.text.replace(/\s+/g, ' ');
  const line = Array.from(`${newest.author}: ${said}`).slice(0, 140).join('');
  return escaped(line) + '&#8199;&#847;'.repeat(60);
}

function messageRow(message: ContentMessage, start: string): string {
  const notes = [message.shortened, message.attachments, message.onWebsite].filter((note) => note !== undefined);
  const noteLines = notes.map(
    (note) =>
      `<p class="soft" dir="auto" style="margin:6px 2px 0;font-size:13px;line-height:19px;color:#5b6472">${escaped(note)}</p>`,
  );
  const bubble =
    message.text === ''
      ? ''
      : `<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td class="bubble" dir="auto" bgcolor="#f1f3f5" style="background:#f1f3f5;border-radius:12px;padding:11px 15px;font-size:16px;line-height:24px;color:#1f2937;word-break:break-word;overflow-wrap:anywhere">${textAsHtml(message.text)}</td></tr></table>`;
  return `<tr><td align="${start}" style="padding:0 0 18px">
<p class="soft" style="margin:0 0 6px;font-size:13px;line-height:19px;color:#5b6472"><span class="strong" dir="auto" style="font-weight:600;color:#111827">${escaped(message.author)}</span> &nbsp;·&nbsp; ${escaped(message.time)}</p>
${bubble}${noteLines.join('')}
</td></tr>`;
}

function moreLine(content: EmailContent): string {
  if (content.more === undefined) return '';
  return `<p class="soft" style="margin:0 0 18px;font-size:14px;line-height:20px;color:#5b6472"><a href="${escaped(content.resumeUrl)}" class="soft" style="color:#5b6472">${escaped(content.more)}</a></p>`;
}

/** Padding on the cell as well as colour on it: Outlook for Windows pads no link. */
function button(content: EmailContent): string {
  return `<table role="presentation" class="button" cellpadding="0" cellspacing="0" border="0" style="margin:6px 0 0"><tr><td align="center" bgcolor="#1d4ed8" style="background:#1d4ed8;border-radius:10px;mso-padding-alt:12px 22px"><a href="${escaped(content.resumeUrl)}" style="display:inline-block;padding:12px 22px;font-size:16px;line-height:22px;font-weight:600;color:#ffffff;text-decoration:none">${escaped(content.texts.continueOnWebsite)}</a></td></tr></table>`;
}

function footerLink(url: string, text: string): string {
  return `<a href="${escaped(url)}" style="color:#6b7280">${escaped(text)}</a>`;
}

function textAsHtml(text: string): string {
  return linkify(text)
    .map((part) =>
      part.kind === 'link'
        ? `<a href="${escaped(part.href)}">${escaped(part.text)}</a>`
        : withBreaks(escaped(part.text)),
    )
    .join('');
}

/** Line breaks and runs of spaces as written; `white-space` is not known everywhere. */
function withBreaks(html: string): string {
  return html.replaceAll('\n', '<br>\n').replaceAll('  ', '&nbsp; ');
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

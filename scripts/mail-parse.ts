/**
 * Shows what the system makes of a mail: `npm run --silent mail:parse -- [--text] FILE...` prints one JSON object for each file and
 * line. With `--text` the files hold the bare text of a mail instead of a whole one. `-` is standard input.
 */
import { readFileSync } from 'node:fs';
import { cutReply } from '../functions/domain/email/cut-reply.ts';
import { readInbound } from '../functions/domain/email/inbound.ts';

async function main(parameters: readonly string[]): Promise<number> {
  const files = parameters.filter((parameter) => parameter !== '--text');
  if (files.length === 0) {
    process.stderr.write('Usage: npm run --silent mail:parse -- [--text] FILE...\n');
    return 2;
  }
  let failed = false;
  for (const file of files) {
    const content = contentOf(file);
    if (content === undefined) {
      failed = true;
      continue;
    }
    const result = parameters.includes('--text') ? parsedText(content) : await parsedMail(content);
    process.stdout.write(`${JSON.stringify({ file, ...result })}\n`);
  }
  return failed ? 1 : 0;
}

function contentOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    process.stderr.write(`${file}: ${error instanceof Error ? error.message : String(error)}\n`);
    return undefined;
  }
}

function parsedText(content: Buffer): object {
  const { reply, quoted, signature } = cutReply(content.toString());
  return { kind: 'reply', from: null, subject: '', reply, quoted, signature, attachments: [], warnings: [] };
}

async function parsedMail(content: Buffer): Promise<object> {
  const { mail, kind, reply, quoted, signature, attachments, warnings } = await readInbound(content);
  return {
    // Mail from a list is automatic to everybody but the list's members.
    kind: kind === 'list' ? 'auto-reply' : kind,
    from: mail.from?.address ?? null,
    subject: mail.subject,
    reply,
    quoted,
    signature,
    attachments: attachments.map(({ filename, contentType, size, inline }) => ({
      filename,
      contentType,
      size,
      inline,
    })),
    warnings,
  };
}

process.exitCode = await main(process.argv.slice(2));

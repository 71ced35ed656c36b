import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { readInbound } from '../functions/domain/email/inbound.ts';

/** How long one mail takes, from its raw bytes to reply and attachments. */
export interface MailBench {
  readonly name: string;
  readonly bytes: number;
  readonly runs: number;
  readonly medianMs: number;
  readonly p99Ms: number;
}

/** Times reading and cutting by the size of the mail. */
export async function benchMail(): Promise<readonly MailBench[]> {
  const results: MailBench[] = [];
  for (const { name, raw, runs } of mails()) {
    for (let warm = 0; warm < Math.min(50, runs); warm++) await readInbound(raw);
    const times: number[] = [];
    for (let run = 0; run < runs; run++) {
      const start = performance.now();
      await readInbound(raw);
      times.push(performance.now() - start);
    }
    times.sort((one, other) => one - other);
    results.push({ name, bytes: raw.length, runs, medianMs: quantile(times, 0.5), p99Ms: quantile(times, 0.99) });
  }
  return results;
}

/** What the mail reader weighs in a function's bundle, minified, and how much memory a process needs for a mail of 40 MB. */
export async function weighMail(): Promise<{ readonly bundleBytes: number; readonly peakMegabytes: number }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-mail-'));
  try {
    const outfile = path.join(folder, 'inbound.mjs');
    const built = await build({
      entryPoints: ['functions/domain/email/inbound.ts'],
      bundle: true,
      minify: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      outfile,
      metafile: true,
      logLevel: 'silent',
    });
    const [output] = Object.values(built.metafile.outputs);
    const file = path.join(folder, 'large.eml');
    writeFileSync(file, largeMail(40_000_000));
    const script = `import { readFileSync } from 'node:fs'; import { readInbound } from ${JSON.stringify(outfile)};
      await readInbound(readFileSync(${JSON.stringify(file)}));
      process.stdout.write(String(process.resourceUsage().maxRSS));`;
    const child = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    if (child.status !== 0) throw new Error(`The mail of 40 MB could not be read: ${child.stderr}`);
    return { bundleBytes: output?.bytes ?? 0, peakMegabytes: Math.round(Number(child.stdout) / 1024) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function mails(): readonly { readonly name: string; readonly raw: Buffer; readonly runs: number }[] {
  const paragraph = 'The quick brown fox jumps over the lazy dog, and the dog does not mind at all.\r\n';
  const announced = '\r\nOn Mon, 23 Nov 2026, at 14:10, Ada <support@mail.example.com> wrote:\r\n\r\n';
  const quoted = (bytes: number): string => `> ${paragraph}`.repeat(Math.ceil(bytes / paragraph.length));
  const page = (bytes: number): string =>
    `<p>Yes.</p><blockquote type="cite">${`<p>${paragraph}</p>`.repeat(Math.ceil(bytes / 90))}</blockquote>`;
  return [
    { name: 'short reply', raw: mail('text/plain', `Yes.\r\n${announced}${quoted(400)}`), runs: 2000 },
    { name: 'long reply, text', raw: mail('text/plain', `Yes.\r\n${announced}${quoted(25_000)}`), runs: 500 },
    { name: 'long reply, HTML alone', raw: mail('text/html', page(25_000)), runs: 500 },
    { name: 'very long reply', raw: mail('text/plain', `Yes.\r\n${announced}${quoted(767_000)}`), runs: 30 },
    { name: 'with a photo', raw: largeMail(1_400_000), runs: 60 },
    { name: 'as large as SES takes', raw: largeMail(40_000_000), runs: 3 },
  ];
}

const header = 'From: Jo <jo@example.org>\r\nTo: r.x@reply.example.com\r\nSubject: Re: Lamp\r\nMIME-Version: 1.0\r\n';

function mail(type: string, body: string): Buffer {
  return Buffer.from(`${header}Content-Type: ${type}; charset=utf-8\r\n\r\n${body}`);
}

/** A short reply with one attachment, of so many bytes in all. */
function largeMail(bytes: number): Buffer {
  const content = randomBytes(Math.floor((bytes * 57) / 78)).toString('base64');
  const lines = content.replace(/.{76}/g, '$&\r\n');
  return Buffer.from(
    `${header}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nYes.\r\n--b\r\nContent-Type: image/jpeg; name=lamp.jpg\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n${lines}\r\n--b--\r\n`,
  );
}

import { benchMail, weighMail } from './bench-mail.ts';
import { buildFunctions } from './build-functions.ts';

/** Prints what the budgets and docs speak of, as measured on this machine: bundles, and the time and memory a mail takes. */
const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const column = (value: string | number): string => String(value).padStart(10);

const { functions } = await buildFunctions();
say('bundle                    bytes at start, minified');
for (const [name, { startBytes }] of Object.entries(functions)) say(`${name.padEnd(24)}${column(startBytes)}`);

const { bundleBytes, peakMegabytes } = await weighMail();
say(`\nthe mail reader alone   ${column(bundleBytes)} bytes; a mail of 40 MB takes ${peakMegabytes} MB of memory`);

say('\nparse and cut                bytes   median ms    p99 ms');
for (const { name, bytes, medianMs, p99Ms } of await benchMail()) {
  say(`${name.padEnd(24)}${column(bytes)}  ${column(medianMs.toFixed(2))}${column(p99Ms.toFixed(2))}`);
}

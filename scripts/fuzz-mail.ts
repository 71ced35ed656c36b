/**
 * Throws mutated mails at the reader and the reply cutter: `npm run fuzz -- [runs] [seed]`. A mail that makes it throw, that makes it look
 * at a character more than twenty times, or that gets something unsafe through, is printed and fails the run.
 */
import { fuzzMail } from '../test/domain/email/mutated-mail.ts';

const runs = Number(process.argv[2] ?? 100_000);
const seed = Number(process.argv[3] ?? Date.now() % 2_147_483_647);
process.stdout.write(`${runs} mutated mails, seed ${seed}\n`);
await fuzzMail(runs, seed);
process.stdout.write('All were read.\n');

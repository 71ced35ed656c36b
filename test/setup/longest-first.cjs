const { existsSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** The files that take longest, in this order. Started last, one of them would run on alone while other processors idle. */
const longest = [
  'test/system/faults.test.ts',
  'test/browser/pictures.test.ts',
  'test/browser/agent.test.ts',
  'test/browser/accessibility.test.ts',
  'test/system/killed-system.test.ts',
  'test/browser/story.test.ts',
  'test/model/model.test.ts',
  'test/system/mail-inbound.test.ts',
  'test/domain/email/hostile-mail.test.ts',
  'test/local/killed-machine.test.ts',
  'test/system/lateness.test.ts',
  'test/system/notification.test.ts',
  'test/system/durability.test.ts',
  'test/browser/conversing.test.ts',
  'test/system/mail-threading.test.ts',
  'test/browser/admin.test.ts',
  'test/system/attachments.test.ts',
  'test/system/contract.test.ts',
  'test/lib/template-rules.test.ts',
  'test/lib/cfn-lint.test.ts',
  'test/local/lambda/invocations.test.ts',
  'test/system/stream.test.ts',
  'test/model/mutants.test.ts',
];

const root = resolve(__dirname, '../..');
const places = new Map(longest.map((file, place) => [join(root, file), place]));
const gone = [...places.keys()].filter((path) => !existsSync(path));
if (gone.length > 0) throw new Error(`Named in ${__filename}, and not there: ${gone.join(', ')}`);

/** Starts the longest files first, also where jest has not timed them yet; the others as jest would. */
module.exports = class LongestFirst extends Sequencer {
  async sort(tests) {
    const placeOf = ({ path }) => places.get(path) ?? longest.length;
    return (await super.sort(tests)).sort((one, other) => placeOf(one) - placeOf(other));
  }
};

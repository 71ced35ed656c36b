import { optionsFrom, UsageError } from '../../local/options.ts';

test.each([
  [[], { port: 3000, smtpPort: 2525, dataFolder: '.local', fresh: false }],
  [['--port', '0', '--smtp-port=25'], { port: 0, smtpPort: 25, dataFolder: '.local', fresh: false }],
  [['--data', 'x', '--fresh'], { port: 3000, smtpPort: 2525, dataFolder: 'x', fresh: true }],
])('the command line %j', (args, expected) => {
  expect(optionsFrom(args)).toEqual(expected);
});

test.each([[['--port', 'http']], [['--port', '70000']], [['--smtp-port']], [['--prot', '1']], [['extra']]])(
  'the command line %j is refused with a hint',
  (args) => {
    expect(() => optionsFrom(args)).toThrow(UsageError);
    expect(() => optionsFrom(args)).toThrow('npm start --');
  },
);

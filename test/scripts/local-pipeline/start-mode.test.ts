import { expect } from 'chai';
import { parseArguments } from '../../../scripts/cli/parse-arguments.ts';
import { UsageError } from '../../../scripts/cli/usage-error.ts';
import { command } from '../../../scripts/commands/start.ts';
import { type StartMode, startMode } from '../../../scripts/local-pipeline/start-mode.ts';
import { expectError } from '../../support/expect-error.ts';

describe('startMode', () => {
  const serving = { mode: 'serve', reset: false, json: false, inspect: undefined } as const;
  const understood: Array<[string, StartMode]> = [
    ['', { ...serving, port: 4580 }],
    ['--port 1', { ...serving, port: 1 }],
    ['--port=65535 --reset', { ...serving, port: 65_535, reset: true }],
    ['--json --inspect 9229', { ...serving, port: 4580, json: true, inspect: 9229 }],
    ['--once --out thumbs photo.jpg', { mode: 'once', out: 'thumbs', json: false, paths: ['photo.jpg'] }],
    [
      'photos --json --out thumbs --once b.png',
      { mode: 'once', out: 'thumbs', json: true, paths: ['photos', 'b.png'] },
    ],
    ['--once --out thumbs -- --port', { mode: 'once', out: 'thumbs', json: false, paths: ['--port'] }],
  ];
  for (const [line, expected] of understood) {
    it(`understands "${line}"`, () => {
      expect(modeOf(line)).to.deep.equal(expected);
    });
  }

  const refused: Array<[string, RegExp]> = [
    ['photo.jpg', /^To process photo\.jpg, add --once --out DIR\.$/],
    ['--out thumbs', /^--out is for --once/],
    ['--inspect', /--inspect/],
    ['--once --out thumbs --inspect 9229 photo.jpg', /^--inspect is not for --once/],
    ['--port 0', /^--port is "0", expected a whole number from 1 to 65535/],
    ['--port 65536', /^--port is "65536"/],
    ['--port 1e3', /^--port is "1e3"/],
    ['--port=', /^--port is ""/],
    ['--port', /--port/],
    ['--once photo.jpg', /^--once needs --out DIR/],
    ['--once --out= photo.jpg', /^--once needs --out DIR/],
    ['--once --out thumbs', /^--once needs at least one file or directory/],
    ['--once --out thumbs --reset photo.jpg', /^--reset is not for --once/],
    ['--once --out thumbs --port 80 photo.jpg', /^--port is not for --once/],
    ['--onec', /--onec/],
    ['--json=yes', /--json/],
  ];
  for (const [line, message] of refused) {
    it(`refuses "${line}", and says what is wrong`, async () => {
      const error = await expectError(UsageError, undefined, () => modeOf(line));

      expect(error.message).to.match(message);
    });
  }
});

/** Returns the mode that a command line asks for. */
function modeOf(line: string): StartMode {
  const { options, positionals } = parseArguments(
    command,
    line.split(' ').filter((word) => word !== ''),
  );
  return startMode(options, positionals);
}

import { expect } from 'chai';
import * as z from 'zod';
import { flag, repeatable, value, wholeNumber } from '../../../scripts/cli/options.ts';
import { parseArguments } from '../../../scripts/cli/parse-arguments.ts';
import { UsageError } from '../../../scripts/cli/usage-error.ts';
import { expectError } from '../../support/expect-error.ts';

const options = {
  dryRun: flag('change nothing'),
  env: value('NAME', 'the environment', z.string()),
  allow: repeatable('ADDRESS', 'what is allowed'),
  count: value('N', 'how many', wholeNumber(1, 10).default(5)),
};
const positionals = { placeholder: 'FILE', description: 'a file', min: 1, max: 2 };

describe('parseArguments', () => {
  it('returns the value of every option by its name in camel case', () => {
    const args = ['--dry-run', '--env', 'dev', '--allow', 'a', '--allow=b', '--count', '7', 'file'];

    expect(parseArguments({ options, positionals }, args)).to.deep.equal({
      options: { dryRun: true, env: 'dev', allow: ['a', 'b'], count: 7 },
      positionals: ['file'],
    });
  });

  it('returns the default of an option that is missing', () => {
    expect(parseArguments({ options }, ['--env', 'dev']).options).to.deep.equal({
      dryRun: false,
      env: 'dev',
      allow: [],
      count: 5,
    });
  });

  it('takes for an argument what is behind two hyphens', () => {
    expect(parseArguments({ options: {}, positionals }, ['--', '--env']).positionals).to.deep.equal(['--env']);
  });

  const refused: [args: string[], message: string | RegExp][] = [
    [['file'], '--env NAME is missing.'],
    [['--env', 'dev'], 'FILE is missing.'],
    [['--env', 'dev', 'a', 'b', 'c'], 'Unexpected argument "c".'],
    [['--env', 'dev', '--count', '0', 'a'], '--count is "0", expected a whole number from 1 to 10.'],
    [['--env', 'dev', '--count', '11', 'a'], '--count is "11", expected a whole number from 1 to 10.'],
    [['--env', 'dev', '--count=', 'a'], '--count is "", expected a whole number from 1 to 10.'],
    [['--env', 'dev', '--count', '1e0', 'a'], '--count is "1e0", expected a whole number from 1 to 10.'],
    [['--bogus', 'a'], "Unknown option '--bogus'."],
    [['--dryRun', 'a'], "Unknown option '--dryRun'."],
    [['--dry-run=yes', 'a'], /--dry-run.* does not take an argument/],
    [['a', '--env'], /--env <value>.* argument missing/],
  ];
  for (const [args, message] of refused) {
    it(`refuses ${args.join(' ')}, and says why`, async () => {
      const error = await expectError(UsageError, undefined, () => parseArguments({ options, positionals }, args));

      if (typeof message === 'string') expect(error.message).to.equal(message);
      else expect(error.message).to.match(message);
    });
  }

  it('names an argument of a command that takes none', async () => {
    const error = await expectError(UsageError, undefined, () => parseArguments({ options: {} }, ['extra']));

    expect(error.message).to.match(/^Unexpected argument 'extra'\. [^.]+\.$/);
  });
});

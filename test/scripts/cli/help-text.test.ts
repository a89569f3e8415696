import { expect } from 'chai';
import { defineCommand } from '../../../scripts/cli/command.ts';
import { helpText } from '../../../scripts/cli/help-text.ts';
import { flag, repeatable } from '../../../scripts/cli/options.ts';

describe('helpText', () => {
  it('shows the summary, the usage, all options, examples and exit codes', () => {
    const command = defineCommand({
      summary: 'Greet.',
      usage: ['npm run greet -- FILE', 'npm run greet -- --all'],
      description: 'Never rude.',
      options: { allFiles: flag('greet\nall'), but: repeatable('NAME', 'but not this one') },
      positionals: { placeholder: 'FILE', description: 'whom to greet', min: 0, max: 1 },
      examples: { 'npm run greet -- a': 'says hello' },
      exitCodes: { 0: 'greeted', 3: 'nobody there' },
      run: async () => 0,
    });

    expect(helpText(command)).to.equal(`Greet.

Usage:
  npm run greet -- FILE
  npm run greet -- --all

Never rude.

Options:
  FILE         whom to greet
  --all-files  greet
               all
  --but NAME   but not this one
  --help       print this

Examples:
  npm run greet -- a  says hello

Exit codes: 0 greeted, 1 failed, 2 wrong usage, 3 nobody there, 130 interrupted.
`);
  });
});

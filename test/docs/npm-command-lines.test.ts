import { expect } from 'chai';
import type { Command } from '../../scripts/cli/command.ts';
import { parseArguments } from '../../scripts/cli/parse-arguments.ts';
import { root } from '../../scripts/cli/project-root.ts';
import { UsageError } from '../../scripts/cli/usage-error.ts';
import { npmCommandLines } from './npm-command-lines.ts';
import { parseMarkdown } from './parse-markdown.ts';
import { documents, readRepository } from './repository.ts';

describe('npmCommandLines', () => {
  it('finds scripts and their arguments', () => {
    const text =
      'cd x && npm --prefix .. run --silent review-plan -- "$PWD/a b.json" --allow x | cat; npm start --silent -- --once # npm';

    expect(npmCommandLines(text)).to.deep.equal([
      { script: 'review-plan', args: ['$PWD/a b.json', '--allow', 'x'] },
      { script: 'start', args: ['--once'] },
    ]);
  });

  describe('in a document', () => {
    const repository = readRepository(root);

    for (const document of documents(repository)) {
      it(`are understood by the command: ${document}`, async () => {
        const lines = parseMarkdown(repository.read(document)).code.flatMap(npmCommandLines);
        // A name without arguments stands for the command, and is no call of it.
        for (const { script, args } of lines.filter((line) => line.args.length > 0)) {
          const { command }: { command: Command } = await import(
            `../../scripts/commands/${script.replace(':', '-')}.ts`
          );
          expect(() => parseArguments(command, args), `npm run ${script} -- ${args.join(' ')}`).not.to.throw(
            UsageError,
          );
        }
      });
    }
  });
});

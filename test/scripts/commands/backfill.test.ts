import { randomInt } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { command } from '../../../scripts/commands/backfill.ts';
import { quartered } from '../../support/pictures.ts';
import { runCaptured } from '../../support/run-captured.ts';
import { type RunningAws, runAws } from '../../support/running-aws.ts';
import { stackVariant } from '../../support/stack-variant.ts';
import { killStarted, runCommand } from '../../support/start-process.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const photos = 30;

describe('npm run backfill', () => {
  let aws: RunningAws;
  let directory: string;
  const requests: string[] = [];
  before(async () => {
    // Images that were there before anything notified the function.
    aws = await runAws({
      stackDirectory: await stackVariant('resource.aws_s3_bucket_notification'),
      intercept: () => (request) => {
        // The function calls S3 as its role.
        const isOfFunction = request.headers.authorization?.includes('Credential=thumbnails-dev-thumbnail/');
        if (isOfFunction) requests.push(`${request.method} ${request.url?.split('?')[0]}`);
        return false;
      },
    });
    const s3 = aws.s3();
    const photo = await quartered(8, 6).png().toBuffer();
    const put = (Key: string, Body: Uint8Array) => s3.send(new PutObjectCommand({ Bucket: aws.source, Key, Body }));
    for (let index = 0; index < photos; index += 1) await put(`photos/${index} ü+.png`, photo);
    await put('notes.txt', Buffer.from('no image'));
    directory = await temporaryDirectory();
  });
  after(() => aws.stop());
  afterEach(killStarted);

  const args = (...more: string[]) => [
    '--env',
    'dev',
    '--endpoint-url',
    aws.endpoint,
    '--directory',
    directory,
    ...more,
  ];
  const run = (...more: string[]) => runCaptured(command, args(...more));
  const invoked = () => aws.records.map(({ requestPayload }) => JSON.stringify(requestPayload));

  it('only counts without --run, and says what it would take', async () => {
    const { code, output } = await run();

    expect(code).to.equal(0);
    expect(output).to.match(
      /^31 images in s3:\/\/[a-z0-9-]+\/:\n {2}0 with current thumbnails\n {2}0 with outdated ones\n {2}31 without, those that were rejected included\n31 to make, 1 MiB to read: about 4 s and less than 0.01 US dollars, at 0.5 s an image.\nAdd --run/,
    );
    expect(invoked()).to.deep.equal([]);
  });

  it('finishes what a killed run has begun, and does no finished key again', async () => {
    const { child, ended } = runCommand('backfill', args('--run', '--rate', '5', '--prefix', 'photos/'));
    const early = ended.then(({ stderr }) => expect.fail(`The backfill ended early: ${stderr}`));
    early.catch(() => undefined);
    while (invoked().length < 3) await Promise.race([delay(20), early]);
    await delay(randomInt(300));
    child.kill('SIGKILL');
    await ended;
    const [name = ''] = readdirSync(directory);
    const journal = readFileSync(path.join(directory, name, 'journal.jsonl'), 'utf8');
    const finished = journal
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line).key);
    const before = invoked().length;

    const { code, output } = await run('--run', '--prefix', 'photos/');

    // The function finished what it was invoked for when the backfill was killed.
    const [, current, created] = /^(\d+) had current thumbnails\n(\d+) created\n$/.exec(output) ?? [];
    expect({ code, images: Number(current) + Number(created) }).to.deep.equal({ code: 0, images: photos });
    expect(finished.length).to.be.greaterThan(0);
    // Nothing is left of it.
    expect(readdirSync(directory)).to.deep.equal([]);
    const again = aws.records.slice(before).map(({ requestPayload }) => keyOf(requestPayload));
    expect(again.filter((key) => finished.includes(key))).to.deep.equal([]);
    expect(new Set(finished).size).to.equal(finished.length);
  });

  it('passes over what is current, and names what was rejected in a file', async () => {
    const before = invoked().length;

    const { code, output } = await run('--run');

    const [, file = ''] = /and why: (.*)\n$/.exec(output) ?? [];
    expect({ code, output }).to.deep.equal({
      code: 0,
      output: `${photos} had current thumbnails\n1 rejected\nWhich were rejected or failed, and why: ${file}\n`,
    });
    expect(JSON.parse(readFileSync(file, 'utf8'))).to.include({ key: 'notes.txt', code: 'unsupported-format' });
    expect(invoked().length - before).to.equal(1);
    expect(existsSync(path.join(path.dirname(file), 'journal.jsonl'))).to.equal(false);
  });

  it('lets a task of S3 Batch Operations pass over what is current with two HEADs, unless the job is to make everything', async () => {
    const s3Key = 'photos/1%20%C3%BC%2B.png';
    const task = { taskId: 't1', s3Key, s3VersionId: null, s3Bucket: aws.source };
    const resultOf = async (userArguments: object) => {
      requests.length = 0;
      const job = { id: 'j1', userArguments };
      const event = { invocationSchemaVersion: '2.0', invocationId: 'i1', job, tasks: [task] };
      const { payload } = (await aws.functions.get('thumbnails-dev-thumbnail')?.invoke(event)) ?? {};
      return payload;
    };

    expect(await resultOf({})).to.have.nested.property('results[0].resultString', 'created');
    expect(requests.filter((request) => request.startsWith('PUT'))).to.have.length(1);
    expect(await resultOf({ onlyIfStale: 'true' })).to.have.deep.property('results', [
      { taskId: 't1', resultCode: 'Succeeded', resultString: 'skipped' },
    ]);
    expect(requests).to.deep.equal([`HEAD /${aws.processed}/200x200/${s3Key}.webp`, `HEAD /${aws.source}/${s3Key}`]);
  });

  it('has nothing to do for what is current, or older than --since', async () => {
    const { output } = await run('--prefix', 'photos/');
    expect(output).to.contain(`  ${photos} with current thumbnails`).and.to.contain('There is nothing to do.');
    expect((await run('--since', '2999-01-01')).output).to.contain('0 images in');
  });

  for (const [more, problem] of [
    [['--since', 'yesterday'], '--since is "yesterday", expected a date, such as 2026-11-26'],
    [['--rate', '0'], '--rate is "0", expected a whole number from 1'],
  ] as const) {
    it(`says what is wrong with ${more.join(' ')}`, async () => {
      const { code, errors } = await run(...more);
      expect({ code, errors: errors.split('\n')[0]?.startsWith(problem) }).to.deep.equal({ code: 2, errors: true });
    });
  }

  it('says in one line that the environment is not deployed', async () => {
    const { code, errors } = await runCaptured(command, ['--env', 'prod', '--endpoint-url', aws.endpoint]);
    expect(code).to.equal(1);
    expect(errors).to.match(
      /^thumbnails-prod-thumbnail in eu-west-1 at http:\S+: Function not found: .*\. Is prod deployed there, and .*\?\n$/,
    );
  });
});

function keyOf(event: unknown): string {
  const { Records } = event as { Records: { s3: { object: { key: string } } }[] };
  return decodeURIComponent(Records[0]?.s3.object.key.replaceAll('+', ' ') ?? '');
}

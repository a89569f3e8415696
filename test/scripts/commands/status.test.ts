import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { expect } from 'chai';
import { command as statusCommand } from '../../../scripts/commands/status.ts';
import { command as verifyCommand } from '../../../scripts/commands/verify.ts';
import { quartered } from '../../support/pictures.ts';
import { runCaptured } from '../../support/run-captured.ts';
import { type RunningAws, runAws } from '../../support/running-aws.ts';
import { stackVariant } from '../../support/stack-variant.ts';

const key = 'photos/a "b" \\ü.png';
const thumbnail = `200x200/${key}.webp`;

describe('npm run status and npm run verify', () => {
  let aws: RunningAws;
  let photo: Buffer;
  before(async () => {
    aws = await runAws();
    photo = await quartered(8, 6).png().toBuffer();
    await put(aws.source, key, photo);
    await aws.drain();
  });
  after(() => aws.stop());

  const put = (Bucket: string, Key: string, Body: Uint8Array, Metadata?: Record<string, string>) =>
    aws.s3().send(new PutObjectCommand({ Bucket, Key, Body, ...(Metadata && { Metadata }) }));
  const place = () => ['--env', 'dev', '--endpoint-url', aws.endpoint];
  const status = (...args: string[]) => runCaptured(statusCommand, [...place(), ...args]);
  const verify = (...args: string[]) => runCaptured(verifyCommand, [...place(), '--min-age', '0', ...args]);

  it('say that a bucket is gone, instead of all that was in it', async () => {
    const directory = await stackVariant(
      'resource.aws_lambda_function.thumbnail.environment.variables.PROCESSED_BUCKET',
      'gone',
    );
    const without = await runAws({ stackDirectory: directory });
    try {
      const elsewhere = ['--env', 'dev', '--endpoint-url', without.endpoint];
      // One after the other, because both write to the output that is captured.
      for (const run of [
        () => runCaptured(statusCommand, [...elsewhere, key]),
        () => runCaptured(verifyCommand, elsewhere),
      ]) {
        const { code, output, errors } = await run();
        expect({ code, output }).to.deep.equal({ code: 1, output: '' });
        expect(errors).to.match(/^There is no bucket gone, which the deployed function uses\. .*\n$/);
      }
    } finally {
      await without.stop();
    }
  });

  it('needs a key', async () => {
    expect(await status('')).to.include({ code: 2, output: '' });
    expect((await status('')).errors).to.match(/^KEY is "", expected the key of an original/);
  });

  it('asks whether --prefix is right when no original begins with it', async () => {
    expect((await verify('--prefix', 'typo/')).output).to.equal(
      `0 originals: 0 missing, 0 outdated, 0 orphans\nNothing in s3://${aws.source} was found under "typo/". Is --prefix right?\n`,
    );
  });

  it('shows that a thumbnail is current, and the line of the log', async () => {
    const { code, output } = await status(key);

    expect(code).to.equal(0);
    expect(output)
      .to.match(new RegExp(`^s3://${aws.source}/photos/`))
      .and.to.contain(`  ${thumbnail}: current\nno dead letters\nnewest lines of the log:\n  {`)
      .and.to.contain('"result":"created"');
  });

  it('finds nothing wrong in two buckets that agree', async () => {
    expect(await verify()).to.deep.include({ code: 0, output: '1 original: 0 missing, 0 outdated, 0 orphans\n' });
  });

  it('says how many new originals it left out', async () => {
    const { output } = await verify('--min-age', '86400');

    expect(output).to.contain('1 newer one was left out, of the last 86400 seconds; --min-age 0 includes them\n');
  });

  it('shows a thumbnail that is missing, and the dead letter that explains it', async () => {
    await aws.s3().send(new DeleteObjectCommand({ Bucket: aws.processed, Key: thumbnail }));
    const { QueueUrl } = await aws.sqs.send(new GetQueueUrlCommand({ QueueName: aws.stack.queues[0]?.name }));
    const requestPayload = {
      Records: [{ s3: { bucket: { name: aws.source }, object: { key: encodeURIComponent(key) } } }],
    };
    const responsePayload = { errorType: 'access-denied', errorMessage: 'No.' };
    const letter = { requestContext: { condition: 'RetriesExhausted' }, requestPayload, responsePayload };
    await aws.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(letter) }));

    const { code, output } = await status('--json', key);

    expect(code).to.equal(1);
    const { made, deadLetters } = JSON.parse(output);
    expect(made).to.deep.equal([{ key: thumbnail, freshness: 'missing' }]);
    expect(deadLetters[0]).to.include({ cause: 'access-denied', reason: 'No.' });
    expect((await status(key)).output).to.match(/dead letter of .*: access-denied: No\.\nFix the cause/);
  });

  it('finds what is missing, outdated and left behind, and leaves what is not of the function', async () => {
    const marks = { 'source-etag': 'e', settings: 's' };
    await put(aws.processed, 'small/gone.png.webp', photo, marks);
    await put(aws.processed, '200x200/gone.png.webp', photo, marks);
    await put(aws.processed, '200x200/by-hand.webp', photo);
    await put(aws.source, 'b.png', photo);
    await aws.drain();
    await put(aws.processed, '200x200/b.png.webp', photo, marks);

    const { code, output } = await verify();

    expect(code).to.equal(1);
    expect(output.split('\n').sort()).to.deep.equal(
      [
        '',
        '2 originals: 1 missing, 1 outdated, 2 orphans',
        'Add --repair to repair them.',
        `missing   ${thumbnail}`,
        'orphan    200x200/gone.png.webp',
        'orphan    small/gone.png.webp',
        'outdated  200x200/b.png.webp',
      ].sort(),
    );
    expect((await status('b.png')).output).to.contain('outdated: made of another original, with ETag e, and made with');
    expect((await verify('--prefix', 'photos/')).output).to.contain('1 original: 1 missing, 0 outdated, 0 orphans');
  });

  it('repairs them', async () => {
    const { code, output } = await verify('--repair', '--json');

    expect(code).to.equal(0);
    const { repaired } = JSON.parse(output);
    expect(repaired.removed).to.equal(1);
    expect(repaired.outcomes.map(({ result }: { result: string }) => result).sort()).to.deep.equal([
      'created',
      'created',
      'removed',
    ]);
    expect((await verify()).output).to.equal('2 originals: 0 missing, 0 outdated, 0 orphans\n');
    expect(aws.objects.head(aws.processed, '200x200/by-hand.webp')).to.not.equal(undefined);
  });

  it('tells of a key that never was', async () => {
    const { output } = await status('never.png');
    expect(output).to.contain('never.png: is not there').and.to.contain('no lines in the log');
  });
});

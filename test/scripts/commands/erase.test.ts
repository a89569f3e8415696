import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CreateMultipartUploadCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { expect } from 'chai';
import { command } from '../../../scripts/commands/erase.ts';
import { quartered } from '../../support/pictures.ts';
import { runCaptured } from '../../support/run-captured.ts';
import { type RunningAws, runAws } from '../../support/running-aws.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

describe('npm run erase', () => {
  let aws: RunningAws;
  let receipt: string;
  before(async () => {
    aws = await runAws();
    receipt = path.join(await temporaryDirectory(), 'receipt.json');
    const Body = await quartered(8, 6).png().toBuffer();
    for (const Key of ['users/42/a.png', 'users/42/b+ü.png', 'users/421/a.png'])
      await aws.s3().send(new PutObjectCommand({ Bucket: aws.source, Key, Body }));
    await aws.s3().send(new CreateMultipartUploadCommand({ Bucket: aws.source, Key: 'users/42/big.tiff' }));
    await aws.drain();
    const { QueueUrl } = await aws.sqs.send(new GetQueueUrlCommand({ QueueName: aws.stack.queues[0]?.name }));
    for (const keys of [['users/42/a.png'], ['users/421/a.png'], ['users/421/a.png', 'users/42/a.png']]) {
      const Records = keys.map((key) => ({ s3: { bucket: { name: aws.source }, object: { key } } }));
      const letter = { requestContext: { condition: 'EventAgeExceeded' }, requestPayload: { Records } };
      await aws.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(letter) }));
    }
  });
  after(() => aws.stop());

  const run = (...args: string[]) =>
    runCaptured(command, ['--env', 'dev', '--endpoint-url', aws.endpoint, '--prefix', 'users/42/', ...args]);
  const keysIn = (bucket: string) => aws.objects.list(bucket, {}).objects.map(({ key }) => key);

  it('only counts without --run', async () => {
    const { code, output } = await run();

    expect({ code, output }).to.deep.equal({
      code: 0,
      output:
        '2 versions of originals, 0 delete markers, 1 unfinished upload, 2 thumbnails and results, 2 dead letters\nAdd --run to erase it permanently.\n',
    });
    expect(keysIn(aws.source)).to.have.length(3);
  });

  it('asks whether --prefix is right when no key begins with it', async () => {
    const place = ['--env', 'dev', '--endpoint-url', aws.endpoint];
    const { code, output } = await runCaptured(command, [...place, '--prefix', 'user/42/']);
    expect(code).to.equal(0);
    expect(output).to.match(
      /^0 versions .*\nNothing in s3:\/\/\S+ was found under "user\/42\/"\. Is --prefix right\?\n/,
    );
  });

  it('warns when the keys of others begin with the prefix too', async () => {
    const { output } = await runCaptured(command, [
      ...['--env', 'dev', '--endpoint-url', aws.endpoint],
      ...['--prefix', 'users/42'],
    ]);

    expect(output).to.match(/^3 versions .*\nThe prefix does not end with a slash: .*\nAdd --run/);
  });

  it('erases nothing when the receipt could not be written', async () => {
    const existing = path.join(await temporaryDirectory(), 'existing.json');
    writeFileSync(existing, 'an earlier receipt');
    const missing = path.join(await temporaryDirectory(), 'missing', 'receipt.json');
    for (const [file, problem] of [
      [existing, 'exists already'],
      [missing, 'cannot be created'],
    ]) {
      const { code, errors } = await run('--run', '--receipt', `${file}`);

      expect(code).to.equal(1);
      expect(errors).to.match(
        new RegExp(`^${file} ${problem}.*, expected the name of a new file. Nothing was deleted.\n$`),
      );
      expect(keysIn(aws.source)).to.have.length(3);
    }
    expect(readFileSync(existing, 'utf8')).to.equal('an earlier receipt');
  });

  it('erases all of the prefix and nothing else, proves it, and writes a receipt', async () => {
    const before = aws.records.length;
    const { code, output } = await run('--run', '--receipt', receipt);
    await aws.drain();

    expect(code).to.equal(0);
    expect(output).to.contain('Both buckets were listed again: nothing is left.\nReceipt: ');
    expect(keysIn(aws.source)).to.deep.equal(['users/421/a.png']);
    expect(keysIn(aws.processed)).to.deep.equal(['200x200/users/421/a.png.webp']);
    const content = JSON.parse(readFileSync(receipt, 'utf8'));
    expect(content).to.deep.include({
      prefix: 'users/42/',
      complete: true,
      removed: { sourceVersions: 2, sourceMarkers: 0, unfinishedUploads: 1, processed: 2, deadLetters: 2 },
      left: { sourceVersions: 0, sourceMarkers: 0, unfinishedUploads: 0, processed: 0 },
    });
    expect(content.stays.length).to.be.greaterThan(2);
    // The other key of a letter that names two was processed instead of its event.
    const reconciled = aws.records.slice(before).map(({ requestPayload }) => JSON.stringify(requestPayload));
    expect(reconciled.filter((event) => event.includes('users%2F421%2Fa.png'))).to.have.length(1);
  });

  it('leaves the letters of another function, says so, and is not complete', async () => {
    const { QueueUrl } = await aws.sqs.send(new GetQueueUrlCommand({ QueueName: aws.stack.queues[0]?.name }));
    const functionArn = 'arn:aws:lambda:eu-west-1:000000000000:function:billing-export:$LATEST';
    const Records = [{ s3: { bucket: { name: 'bills' }, object: { key: 'people/7/bill.pdf' } } }];
    const letter = { requestContext: { condition: 'RetriesExhausted', functionArn }, requestPayload: { Records } };
    await aws.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(letter) }));
    const place = ['--env', 'dev', '--endpoint-url', aws.endpoint, '--prefix', 'people/7/'];
    const file = path.join(await temporaryDirectory(), 'receipt.json');

    const { code, output } = await runCaptured(command, [...place, '--run', '--receipt', file]);

    expect(code).to.equal(1);
    expect(output).to.contain('Kept 1 dead letter that names such a key, of another function: billing-export\n');
    expect(JSON.parse(readFileSync(file, 'utf8'))).to.deep.include({
      complete: false,
      foreignLetters: ['billing-export'],
    });
    expect((await runCaptured(command, place)).output).to.contain('billing-export');
  });

  it('finds nothing when it is run again, and keeps the dead letters of others', async () => {
    expect((await run()).output).to.match(/^0 versions .* 0 dead letters\n/);
    expect(
      (await runCaptured(command, ['--env', 'dev', '--endpoint-url', aws.endpoint, '--prefix', 'users/421/'])).output,
    ).to.match(/^1 version .* 1 thumbnail or result, 1 dead letter\n/);
  });

  it('refuses a distribution where there is none, before it erases anything', async () => {
    const { code, errors } = await run('--run', '--distribution', 'E2EXAMPLE');
    expect(code).to.equal(2);
    expect(errors).to.match(/^--distribution is on AWS alone/);
  });

  it('needs a prefix', async () => {
    const { code, errors } = await runCaptured(command, ['--env', 'dev', '--prefix', '']);
    expect(code).to.equal(2);
    expect(errors).to.match(/^--prefix is "", expected a prefix/);
  });
});

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { expect } from 'chai';
import type { Command } from '../../../scripts/cli/command.ts';
import { command as deadLetters } from '../../../scripts/commands/dead-letters.ts';
import { command as pause } from '../../../scripts/commands/pause.ts';
import { command as redrive } from '../../../scripts/commands/redrive.ts';
import { command as resume } from '../../../scripts/commands/resume.ts';
import { command as verify } from '../../../scripts/commands/verify.ts';
import { quartered } from '../../support/pictures.ts';
import { runCaptured } from '../../support/run-captured.ts';
import { type RunningAws, runAws } from '../../support/running-aws.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

describe('a pause, from npm run pause to npm run redrive', () => {
  let aws: RunningAws;
  before(async () => {
    aws = await runAws();
  });
  after(() => aws.stop());

  const run = (command: Command, ...args: string[]) =>
    runCaptured(command, ['--env', 'dev', '--endpoint-url', aws.endpoint, ...args]);
  const thumbnail = () => aws.objects.head(aws.processed, '200x200/a.png.webp');

  it('needs a reason', async () => {
    expect((await run(pause)).errors).to.match(/^--reason TEXT is missing/);
    expect((await run(pause, '--reason', ' ')).errors).to.match(/^--reason is " ", expected a reason/);
  });

  it('stops the function, and says what happens to uploads', async () => {
    const { code, output } = await run(pause, '--reason', 'wrong colours; see #7', '--by', 'ann');

    expect(code).to.equal(0);
    expect(output).to.match(
      /^dev is paused\..*\n.*dead-letter queue.*npm run resume -- --env dev --endpoint-url http:\S+\n$/s,
    );
    const Body = await quartered(8, 6).png().toBuffer();
    await aws.s3().send(new PutObjectCommand({ Bucket: aws.source, Key: 'a.png', Body }));
    await aws.drain();
    expect(thumbnail()).to.equal(undefined);
  });

  it('says who paused it, when it is paused again', async () => {
    const { code, errors } = await run(pause, '--reason', 'other');
    expect(code).to.equal(1);
    expect(errors).to.match(/^dev is paused already, by ann since 20\S+Z: wrong colours_ see _7\n$/);
  });

  it('lets neither a redrive nor a repair run meanwhile, which would process nothing', async () => {
    expect((await run(verify, '--repair')).errors).to.contain(' is paused, ');
    const { code, errors } = await run(redrive);
    expect(code).to.equal(1);
    expect(errors).to.equal(
      `thumbnails-dev-thumbnail is paused, so that it would process nothing. First: npm run resume -- --env dev --endpoint-url ${aws.endpoint}\n`,
    );
  });

  it('lists and shows what was not processed', async () => {
    expect((await run(deadLetters, 'list')).output).to.match(/^1 message\n {2}1 ZeroReservedConcurrency, from 20/);
    expect((await run(deadLetters, 'show', '--prefix', 'a')).output).to.match(
      /^20\S+ {2}ZeroReservedConcurrency {2}[0-9a-f-]+\n {2}function thumbnails-dev-thumbnail\n {2}key a\.png\n$/,
    );
  });

  it('resumes with the concurrency of before, and offers the redrive', async () => {
    const { code, output } = await run(resume);

    expect(code).to.equal(0);
    expect(output).to.match(/^dev runs again, with a concurrency of 10\. It was paused by ann since .*\n/);
    expect(output).to.contain(
      `About 1 event waits in the dead-letter queue. To redrive:\n  npm run redrive -- --env dev --endpoint-url ${aws.endpoint}\n`,
    );
    expect((await run(resume)).errors).to.equal('dev was not paused: its concurrency is 10.\n');
  });

  it('makes up for the pause', async () => {
    expect(await run(redrive)).to.deep.include({ code: 0, output: '1 sent\n  1 ZeroReservedConcurrency: a.png\n' });
    await aws.drain();
    expect(thumbnail()?.metadata).to.include.keys('source-etag');
  });

  it('discards only what is chosen, and keeps it in a file', async () => {
    const { QueueUrl } = await aws.sqs.send(new GetQueueUrlCommand({ QueueName: aws.stack.queues[0]?.name }));
    const letter = { requestContext: { condition: 'EventAgeExceeded' }, requestPayload: {}, responsePayload: null };
    for (const MessageBody of ['by hand', JSON.stringify(letter)])
      await aws.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    const file = path.join(await temporaryDirectory(), 'letters.jsonl');

    expect((await run(deadLetters, 'discard')).errors).to.match(/^discard needs either --code/);
    expect((await run(deadLetters, 'discard', '--code', 'none', '--out', file)).output).to.equal(
      '0 messages that the options select\n',
    );
    expect(existsSync(file)).to.equal(false);
    const { code, output } = await run(deadLetters, 'discard', '--code', 'EventAgeExceeded', '--out', file);

    expect(code).to.equal(0);
    expect(output).to.match(
      /^1 message that the options select\n {2}1 EventAgeExceeded, .*\nDeleted\. The messages are in .*\n$/,
    );
    expect(JSON.parse(JSON.parse(readFileSync(file, 'utf8')).body)).to.deep.equal(letter);
    expect((await run(deadLetters, 'list')).output).to.match(/^1 message\n {2}1 not a failed event/);
    expect((await run(deadLetters, 'discard', '--all', '--out', file)).errors).to.match(
      /letters\.jsonl exists already, expected the name of a new file\. Nothing was deleted\.\n$/,
    );
    expect((await run(deadLetters, 'list')).output).to.match(/^1 message/);
  });
});

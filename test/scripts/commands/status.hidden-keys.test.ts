import type { IncomingMessage, ServerResponse } from 'node:http';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { prepareLocalPackage } from '../../../scripts/build/prepare-local-package.ts';
import { command as status } from '../../../scripts/commands/status.ts';
import { notificationEvent } from '../../../scripts/local-aws/index.ts';
import { writeStack } from '../../infra/synthesized.ts';
import { quartered } from '../../support/pictures.ts';
import { runCaptured } from '../../support/run-captured.ts';
import { type RunningAws, runAws } from '../../support/running-aws.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const person = 'jane-doe';
const keys = ['created', 'removed', 'rejected', 'denied'].map((name) => `users/${person}/${name} "1".png`);
const [created = '', removed = '', rejected = '', denied = ''] = keys;

describe("npm run status, with logKeys: 'hmac'", () => {
  let aws: RunningAws;
  before(async () => {
    const { zip: functionPackage } = await prepareLocalPackage();
    const settings = { name: 'dev', logKeys: 'hmac' } as const;
    const stackDirectory = await writeStack(await temporaryDirectory(), { settings, functionPackage });
    aws = await runAws({ stackDirectory, intercept: () => deny });
    const put = (Key: string, Body: Uint8Array) =>
      aws.s3().send(new PutObjectCommand({ Bucket: aws.source, Key, Body }));
    const photo = await quartered(8, 6).png().toBuffer();
    for (const key of [created, removed, denied]) await put(key, photo);
    await put(rejected, Buffer.from('text'));
    const unreadable = {
      bucket: aws.source,
      key: created,
      eventName: 'ObjectCreated:Put',
      size: 1,
      etag: 'e',
    } as const;
    const event = notificationEvent({ ...unreadable, sequencer: '1', time: new Date().toISOString() }, aws.stack);
    await [...aws.functions.values()][0]?.enqueue(JSON.parse(JSON.stringify(event).replaceAll('%22', '%zz')));
    await aws.drain();
    await aws.s3().send(new DeleteObjectCommand({ Bucket: aws.source, Key: removed }));
    await aws.drain();
  });
  after(() => aws.stop());

  it('finds the lines of each key', async () => {
    const results = { [created]: 'created', [removed]: 'removed', [rejected]: 'rejected', [denied]: 'failed' };
    for (const [key, result] of Object.entries(results)) {
      const { output } = await runCaptured(status, ['--env', 'dev', '--endpoint-url', aws.endpoint, '--json', key]);
      const [newest] = JSON.parse(output).log.map((line: string) => JSON.parse(line));
      expect(newest, key).to.include({ result });
      expect(newest.key, key).to.match(/^hmac-[0-9a-f]{32}$/);
    }
  });

  it('writes no key to the log, not even when it fails', () => {
    const log = aws.lines.join('\n');
    expect(log).to.contain('"result":"created"').and.to.contain('"code":"access-denied"');
    expect(log).to.contain('s3.object.key: expected a URL-encoded key').and.to.contain('Invoke Error');
    expect(log).not.to.contain(person);
  });

  it('keeps the keys in outcomes and dead letters, which name objects by them', () => {
    const [success, failure] = ['Success', 'RetriesExhausted'].map((condition) =>
      aws.records.find(({ requestContext }) => requestContext.condition === condition),
    );
    expect(JSON.stringify(success?.responsePayload)).to.contain(person);
    expect(JSON.stringify(failure?.requestPayload)).to.contain(person);
  });
});

/** Denies reading one key to the function as S3 does, with the key in the message. */
function deny({ method, url = '' }: IncomingMessage, response: ServerResponse): boolean {
  if (method !== 'GET' || !url.includes('/denied')) return false;
  const arn = `"arn:aws:s3:::photos/${denied}"`.replaceAll('"', '&quot;');
  const message = `User: f is not authorized to perform: s3:GetObject on resource: ${arn} because no policy allows it`;
  response.writeHead(403).end(`<Error><Code>AccessDenied</Code><Message>${message}</Message></Error>`);
  return true;
}

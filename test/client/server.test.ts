import { HeadObjectCommand, NotFound } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { upload } from '../../client/index.js';
import { presignPost, presignPut } from '../../client/server.js';
import type { UploadTarget } from '../../client/types.d.ts';
import { expectError } from '../support/expect-error.ts';
import { type RunningAws, runAws } from '../support/running-aws.ts';

const type = 'image/png';
const file = (bytes: number) => new File([Buffer.alloc(bytes)], 'cat.png', { type });

describe('uploads that a server signed', () => {
  let aws: RunningAws;

  before(async () => {
    aws = await runAws();
  });
  after(() => aws.stop());

  const form = (key: string) => presignPost(aws.s3(), { bucket: aws.source, key, type, maxBytes: 100 });
  const stored = (Key: string) => aws.s3().send(new HeadObjectCommand({ Bucket: aws.source, Key }));
  const refused = (code: string, target: UploadTarget, bytes = 100) =>
    expectError(Error, code, () => upload(target, file(bytes)));

  it('are stored under the key, with the type', async () => {
    const { etag } = await upload(await form('users/42/a b.png'), file(100));

    expect(await stored('users/42/a b.png')).to.include({ ETag: `"${etag}"`, ContentType: type, ContentLength: 100 });
  });

  it('take the name of the file where the key leaves it open', async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: S3's own placeholder
    expect(await upload(await form('users/42/${filename}'), file(1))).to.include({ key: 'users/42/cat.png' });

    expect(await stored('users/42/cat.png')).to.include({ ContentLength: 1 });
  });

  it('are refused when the file is larger', async () => {
    await refused('EntityTooLarge', await form('large.png'), 101);

    await expectError(NotFound, undefined, () => stored('large.png'));
  });

  it('are refused with another type or another key', async () => {
    const target = await form('other.png');

    await refused('AccessDenied', { ...target, fields: { ...target.fields, 'Content-Type': 'text/html' } });
    await refused('AccessDenied', { ...target, key: 'users/43/other.png' });
  });

  it('are refused once they have expired', async () => {
    const target = await presignPost(aws.s3(), {
      bucket: aws.source,
      key: 'late.png',
      type,
      maxBytes: 100,
      seconds: -1,
    });

    await refused('AccessDenied', target);
  });

  it('can be a PUT, which says the type as well', async () => {
    const target = await presignPut(aws.s3(), { bucket: aws.source, key: 'put.png', type });

    await upload(target, file(100));

    expect(target.url, 'a checksum of the empty body').not.to.contain('checksum');
    expect(await stored('put.png')).to.include({ ContentType: type, ContentLength: 100 });
  });
});

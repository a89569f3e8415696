import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  InvalidObjectState,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { type AwsClientStub, mockClient } from 'aws-sdk-client-mock';
import { expect } from 'chai';
import { Failure } from '../../../functions/thumbnail/errors.ts';
import { type ObjectStore, s3ObjectStore } from '../../../functions/thumbnail/object-store.ts';
import { expectError } from '../../support/expect-error.ts';
import { noSignal } from '../../support/plenty-of-time.ts';

const object = {
  body: Buffer.from('thumbnail'),
  contentType: 'image/webp',
  cacheControl: 'no-store',
  metadata: { a: 'b' },
};
const Bucket = 'example-source';
const Key = 'photo.jpg';

describe('s3ObjectStore', () => {
  let s3: AwsClientStub<S3Client>;
  let store: ObjectStore;

  beforeEach(() => {
    s3 = mockClient(S3Client);
    s3.onAnyCommand().rejects(new Error('unstubbed'));
    store = s3ObjectStore(new S3Client({ region: 'eu-west-1' }), Bucket);
  });

  afterEach(() => s3.restore());

  it('reads an object, and its body only on request', async () => {
    let reads = 0;
    const pieces = async function* () {
      reads += 1;
      yield* [Buffer.from('be'), Buffer.from('ach')];
    };
    s3.on(GetObjectCommand, { Bucket, Key }).callsFake(() => ({
      ETag: '"0123abcd"',
      ContentLength: 5,
      Metadata: { a: 'b' },
      Body: Readable.from(pieces()),
    }));

    const found = await store.read(Key, noSignal);

    expect(found).to.deep.include({ etag: '0123abcd', size: 5, metadata: { a: 'b' } });
    expect(reads).to.equal(0);
    expect(`${await found?.bytes()}`).to.equal('beach');
    expect(s3.calls()).to.have.length(1);
  });

  it('returns undefined when there is no such key', async () => {
    s3.on(GetObjectCommand).rejects(new NoSuchKey({ $metadata: { httpStatusCode: 404 }, message: 'none' }));
    s3.on(HeadObjectCommand).rejects(new NotFound({ $metadata: { httpStatusCode: 404 }, message: 'UnknownError' }));

    expect(await store.read(Key, noSignal)).to.equal(undefined);
    expect((await store.head(Key, noSignal))?.etag).to.equal(undefined);
  });

  it('reads the ETag and the metadata without the body', async () => {
    s3.on(HeadObjectCommand, { Bucket, Key }).resolves({ ETag: '"0123abcd-2"', Metadata: { settings: 'mine' } });

    expect(await store.head(Key, noSignal)).to.deep.equal({ etag: '0123abcd-2', metadata: { settings: 'mine' } });
    expect(s3.calls()).to.have.length(1);
  });

  it('writes an object with its headers', async () => {
    s3.on(PutObjectCommand).resolves({});

    await store.write(Key, object, noSignal);

    expect(s3.commandCalls(PutObjectCommand).map(({ args: [{ input }] }) => input)).to.deep.equal([
      { Bucket, Key, Body: object.body, ContentType: 'image/webp', CacheControl: 'no-store', Metadata: { a: 'b' } },
    ]);
    expect(s3.calls()).to.have.length(1);
  });

  it('removes an object', async () => {
    s3.on(DeleteObjectCommand).resolves({});

    await store.remove(Key, noSignal);

    expect(s3.commandCalls(DeleteObjectCommand).map(({ args: [{ input }] }) => input)).to.deep.equal([{ Bucket, Key }]);
    expect(s3.calls()).to.have.length(1);
  });

  it('says of a denied HEAD that S3 gave no reason, and which permissions are likely', async () => {
    const exception = new S3ServiceException({
      name: 'Unknown',
      message: 'UnknownError',
      $fault: 'client',
      $metadata: { httpStatusCode: 403 },
    });
    s3.on(HeadObjectCommand).rejects(exception);

    const { message } = await expectError(Failure, 'access-denied', () => store.head(Key, noSignal));

    expect(message).to.match(
      /^s3:GetObject on s3:\/\/\S+ was denied with 403, without a reason\. Allow it .* s3:ListBucket/,
    );
    expect(message).not.to.contain('Unknown');
  });

  for (const [operation, call] of Object.entries({
    's3:GetObject on s3://example-source/photo.jpg': () => store.read(Key, noSignal),
    's3:GetObject on s3://example-source/photo.jpg, for its ETag': () => store.head(Key, noSignal),
    's3:PutObject on s3://example-source/photo.jpg': () => store.write(Key, object, noSignal),
    's3:DeleteObject on s3://example-source/photo.jpg': () => store.remove(Key, noSignal),
  })) {
    const [action = ''] = operation.split(',');

    it(`fails as access-denied when S3 denies ${operation}`, async () => {
      const cause = serviceException('AccessDenied', 403);
      s3.onAnyCommand().rejects(cause);

      const failure = await expectError(Failure, 'access-denied', call);

      expect(failure.message).to.contain(action).and.to.contain('AccessDenied happened');
      expect(failure.cause).to.equal(cause);
    });

    it(`fails as storage-unavailable when S3 cannot do ${operation}`, async () => {
      s3.onAnyCommand().rejects(serviceException('SlowDown', 503));

      const { message } = await expectError(Failure, 'storage-unavailable', call);

      expect(message).to.contain(action).and.to.contain('SlowDown');
    });
  }

  for (const [error, code, words] of [
    [['RequestTimeTooSkewed', 'The difference is too large'], 'storage-unavailable', 'The clock of this machine'],
    [['SignatureDoesNotMatch', 'It differs'], 'access-denied', 'Check the credentials'],
    [['AccessDenied', 'not authorized, with an explicit deny in a resource-based policy'], 'access-denied', 'Remove'],
    [
      ['AccessDenied', 'not authorized, with an explicit deny in a permissions boundary'],
      'access-denied',
      'from the permissions boundary',
    ],
    ...['resource-based policy', 'VPC endpoint policy', 'permissions boundary'].map(
      (policy) =>
        [
          ['AccessDenied', `because no ${policy} allows the s3:GetObject action`],
          'access-denied',
          `Allow it in the ${policy}`,
        ] as const,
    ),
    ...[
      'not authorized to perform: kms:Decrypt',
      'because no resource-based policy allows the kms:Decrypt action',
      'The ciphertext refers to a customer master key that you are not allowed to access.',
    ].map((message) => [['AccessDenied', message], 'access-denied', "the key's policy"] as const),
    [['AccessDenied', 'Access Denied'], 'access-denied', "Allow it in the function's role"],
  ] as const) {
    it(`says what to do about ${error.join(': ')}`, async () => {
      const [name, message] = error;
      s3.onAnyCommand().rejects(
        new S3ServiceException({ name, message, $fault: 'client', $metadata: { httpStatusCode: 403 } }),
      );

      const failure = await expectError(Failure, code, () => store.read(Key, noSignal));

      expect(failure.message).to.contain(words).and.to.contain(name);
    });
  }

  it('fails when the bucket is missing, unlike for a missing key', async () => {
    s3.onAnyCommand().rejects(serviceException('NoSuchBucket', 404));

    await expectError(Failure, 'storage-unavailable', () => store.read(Key, noSignal));
  });

  it('fails as archived-object when the object has to be restored first', async () => {
    const { message } = await expectError(Failure, 'archived-object', () => {
      s3.onAnyCommand().rejects(
        new InvalidObjectState({ $metadata: { httpStatusCode: 403 }, message: 'no', StorageClass: 'GLACIER' }),
      );
      return store.read(Key, noSignal);
    });

    expect(message).to.contain('GLACIER').and.to.contain('Restore it');
  });

  it('names the archive tier of an object that Intelligent-Tiering archived', async () => {
    const { message } = await expectError(Failure, 'archived-object', () => {
      const place = { StorageClass: 'INTELLIGENT_TIERING', AccessTier: 'ARCHIVE_ACCESS' } as const;
      s3.onAnyCommand().rejects(
        new InvalidObjectState({ $metadata: { httpStatusCode: 403 }, message: 'no', ...place }),
      );
      return store.read(Key, noSignal);
    });

    expect(message).to.contain('archived (ARCHIVE_ACCESS)');
  });

  it('fails when the connection is lost while the body is read', async () => {
    s3.on(GetObjectCommand).callsFake(() => ({
      ETag: '"0123abcd"',
      ContentLength: 5,
      Body: Readable.from(breakingOff()),
    }));

    const found = await store.read(Key, noSignal);

    await expectError(Failure, 'storage-unavailable', () => found?.bytes());
  });

  it('fails when the body is shorter than its Content-Length', async () => {
    s3.on(GetObjectCommand).callsFake(() => ({ ...answer(), ContentLength: 6 }));

    const found = await store.read(Key, noSignal);

    const { message } = await expectError(Failure, 'storage-unavailable', () => found?.bytes());
    expect(message).to.contain('5 of 6 bytes');
  });

  it('fails as out-of-time once the signal aborts, whatever is pending', async () => {
    const time = new AbortController();
    s3.on(GetObjectCommand).callsFake(() => ({ ...answer(), Body: new Readable({ read() {} }) }));
    const found = await store.read(Key, time.signal);

    const reading = found?.bytes();
    time.abort();

    await expectError(Failure, 'out-of-time', () => reading);
    await expectError(Failure, 'out-of-time', () => store.read(Key, time.signal).then((it) => it?.bytes()));
  });

  for (const missing of ['Body', 'ETag', 'ContentLength']) {
    it(`fails when an answer has no ${missing}`, async () => {
      s3.on(GetObjectCommand).callsFake(() => ({ ...answer(), [missing]: undefined }));

      await expectError(Failure, 'storage-unavailable', () => store.read(Key, noSignal));
    });
  }
});

const answer = () => ({ ETag: '"0123abcd"', ContentLength: 5, Body: Readable.from([Buffer.from('beach')]) });

async function* breakingOff(): AsyncGenerator<Buffer> {
  yield Buffer.from('be');
  throw new Error('aborted');
}

function serviceException(name: string, httpStatusCode: number): S3ServiceException {
  return new S3ServiceException({ name, $fault: 'client', $metadata: { httpStatusCode }, message: `${name} happened` });
}

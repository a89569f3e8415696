import {
  AbortMultipartUploadCommand,
  DeleteObjectsCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { type AwsClientStub, mockClient } from 'aws-sdk-client-mock';
import { expect } from 'chai';
import { Settings as Environment } from '../../../../infra/settings.ts';
import { erase } from '../../../../scripts/operations/erase/erase.ts';
import { newErasure } from '../../../../scripts/operations/erase/erasure.ts';
import { whatStays } from '../../../../scripts/operations/erase/what-stays.ts';
import { deployedSettings } from './deployed-settings.ts';

describe('erase, in buckets with versions', () => {
  let stub: AwsClientStub<S3Client>;
  beforeEach(() => {
    stub = mockClient(S3Client);
    stub.on(ListMultipartUploadsCommand).resolves({});
    stub.on(ListObjectVersionsCommand).resolves({});
    stub.on(DeleteObjectsCommand).resolves({});
  });
  afterEach(() => stub.restore());

  async function run() {
    const erasure = newErasure();
    await erase(
      {
        s3: new S3Client({ region: 'eu-west-1' }),
        settings: deployedSettings,
        prefix: 'users/42/',
        signal: new AbortController().signal,
        onProgress: () => {},
      },
      erasure,
    );
    return erasure;
  }
  const deleted = () =>
    stub.commandCalls(DeleteObjectsCommand).map(({ args: [{ input }] }) => [input.Bucket, input.Delete?.Objects]);

  it('deletes all versions and markers, page by page, and decodes their keys', async () => {
    stub
      .on(ListObjectVersionsCommand, { Bucket: 'source' })
      .resolvesOnce({
        Versions: [{ Key: 'users/42/a+%C3%BC.png', VersionId: 'v2' }],
        DeleteMarkers: [{ Key: 'users/42/b.png', VersionId: 'm1' }],
        IsTruncated: true,
        NextKeyMarker: 'users/42/b+c.png',
        NextVersionIdMarker: 'm1',
      })
      .resolvesOnce({ Versions: [{ Key: 'users/42/b.png', VersionId: 'v1' }] });

    const { erased, refused } = await run();

    expect(deleted()).to.deep.equal([
      [
        'source',
        [
          { Key: 'users/42/a ü.png', VersionId: 'v2' },
          { Key: 'users/42/b.png', VersionId: 'm1' },
        ],
      ],
      ['source', [{ Key: 'users/42/b.png', VersionId: 'v1' }]],
    ]);
    expect(stub.commandCalls(ListObjectVersionsCommand)[1]?.args[0].input).to.deep.include({
      KeyMarker: 'users/42/b c.png',
      VersionIdMarker: 'm1',
    });
    expect(erased).to.deep.equal({ sourceVersions: 2, sourceMarkers: 1, unfinishedUploads: 0, processed: 0 });
    expect(refused).to.deep.equal([]);
  });

  it('deletes thumbnails and results of these keys, and of no others', async () => {
    const version = (Key: string) => ({ Key, VersionId: 'null' });
    stub
      .on(ListObjectVersionsCommand, { Bucket: 'processed', Prefix: '200x200/users/42/' })
      .resolves({ Versions: [version('200x200/users/42/a.png.webp'), version('200x200/users/42/by-hand.txt')] })
      .on(ListObjectVersionsCommand, { Bucket: 'processed', Prefix: 'results/users/42/' })
      .resolves({ Versions: [version('results/users/42/a.png.json')] });

    const { erased } = await run();

    expect(deleted()).to.deep.equal([
      ['processed', [version('200x200/users/42/a.png.webp')]],
      ['processed', [version('results/users/42/a.png.json')]],
    ]);
    expect(erased.processed).to.equal(2);
  });

  it('aborts unfinished uploads', async () => {
    stub
      .on(ListMultipartUploadsCommand)
      .resolves({ Uploads: [{ Key: 'users/42/big.tiff', UploadId: 'u1' }] })
      .on(AbortMultipartUploadCommand)
      .resolves({});

    expect((await run()).erased.unfinishedUploads).to.equal(1);
    expect(stub.commandCalls(AbortMultipartUploadCommand)[0]?.args[0].input).to.deep.equal({
      Bucket: 'source',
      Key: 'users/42/big.tiff',
      UploadId: 'u1',
    });
  });

  it('tells which versions S3 refused to delete, and does not count them', async () => {
    stub
      .on(ListObjectVersionsCommand, { Bucket: 'source' })
      .resolves({
        Versions: [
          { Key: 'users/42/locked.png', VersionId: 'v1' },
          { Key: 'users/42/locked.png', VersionId: 'v2' },
        ],
      })
      .on(DeleteObjectsCommand)
      .resolves({
        Errors: [{ Key: 'users/42/locked.png', VersionId: 'v1', Code: 'AccessDenied', Message: 'Object Lock' }],
      });

    const { erased, refused } = await run();

    expect(refused).to.deep.equal([
      { key: 'users/42/locked.png', versionId: 'v1', reason: 'AccessDenied: Object Lock' },
    ]);
    expect(erased.sourceVersions).to.equal(1);
  });
});

describe('whatStays', () => {
  const at = new Date('2026-01-01T00:00:00Z');
  const base = { project: 'p', name: 'prod', region: 'eu-west-1' };
  const whats = (more: object, invalidated = false) =>
    whatStays(Environment.parse({ ...base, ...more }), at, invalidated).map(({ what, until }) => `${what}: ${until}`);

  it('names the log, the events and the caches, with the time when each ends', () => {
    const text = whats({ logRetentionDays: 7 }).join('\n');

    expect(text)
      .to.contain('log of the function (7 days): 2026-01-08T00:00:00.000Z')
      .and.contain('until the function has handled them: 2026-01-01T06:00:00.000Z')
      .and.contain('caches of browsers that showed them: 2026-01-01T00:05:00.000Z')
      .and.not.contain('CloudFront');
  });

  it('names CloudFront unless it was invalidated, access logs, and receivers of events', () => {
    const more = { delivery: { cloudfront: {} }, accessLogBucket: 'logs-of-us', outcomeEvents: true };

    expect(whats(more).join('\n')).to.contain('CloudFront').and.contain('logs-of-us').and.contain('EventBridge');
    expect(whats(more, true).join('\n')).to.not.contain('CloudFront');
  });
});

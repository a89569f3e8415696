import {
  DeleteObjectsCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { type AwsClientStub, mockClient } from 'aws-sdk-client-mock';
import { expect } from 'chai';
import { eraseUntilGone } from '../../../../scripts/operations/erase/erase-until-gone.ts';
import { newErasure, noCounts } from '../../../../scripts/operations/erase/erasure.ts';
import { deployedSettings } from './deployed-settings.ts';

const late = '200x200/users/42/late.png.webp';

describe('eraseUntilGone', () => {
  let stub: AwsClientStub<S3Client>;
  let processed: string[];
  let slept: number[];
  beforeEach(() => {
    processed = ['200x200/users/42/a.png.webp'];
    slept = [];
    stub = mockClient(S3Client);
    stub.on(ListMultipartUploadsCommand).resolves({});
    stub.on(ListObjectVersionsCommand).callsFake(({ Prefix }) => ({
      Versions: processed.filter((key) => key.startsWith(Prefix)).map((Key) => ({ Key, VersionId: 'null' })),
    }));
    stub.on(DeleteObjectsCommand).callsFake(() => {
      processed = [];
      return {};
    });
  });
  afterEach(() => stub.restore());

  async function run(mirrorDeletes: boolean, onSleep: (count: number) => void) {
    const erasure = newErasure();
    await eraseUntilGone(
      {
        s3: new S3Client({ region: 'eu-west-1' }),
        settings: { ...deployedSettings, mirrorDeletes },
        prefix: 'users/42/',
        signal: new AbortController().signal,
        onProgress: () => {},
      },
      erasure,
      {
        timeoutSeconds: 3,
        sleep: async (ms) => {
          slept.push(ms);
          onSleep(slept.length);
        },
      },
    );
    return { ...erasure, left: erasure.left ?? noCounts() };
  }

  it('waits for nothing when nothing is left', async () => {
    const { erased, left } = await run(true, () => {});

    expect([erased.processed, left.processed, slept]).to.deep.equal([1, 0, []]);
  });

  it('erases and counts what an invocation wrote meanwhile, after its timeout if the function keeps it', async () => {
    const { erased, left } = await run(false, () => processed.push(late));

    expect([erased.processed, left.processed, slept]).to.deep.equal([2, 0, [3000]]);
  });

  it('gives up after the timeout, and tells what is left', async () => {
    stub.on(DeleteObjectsCommand).resolves({});

    const { left } = await run(true, () => {});

    expect([left.processed, slept]).to.deep.equal([1, [1000, 1000, 1000]]);
  });

  it('does not wait for what S3 refuses to delete', async () => {
    stub
      .on(DeleteObjectsCommand)
      .resolves({ Errors: [{ Key: processed[0], VersionId: 'null', Code: 'AccessDenied' }] });

    const { refused, left } = await run(true, () => {});

    expect([refused.length, left.processed, slept]).to.deep.equal([1, 1, []]);
  });
});

import { S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { type AwsClientStub, mockClient } from 'aws-sdk-client-mock';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Outcome } from '../../../../functions/thumbnail/contract/outcome.ts';
import { hiddenKeys } from '../../../../functions/thumbnail/log-keys/hidden-keys.ts';
import { hideKeys } from '../../../../functions/thumbnail/log-keys/hide-keys.ts';
import { logLine } from '../../../../functions/thumbnail/log-line.ts';
import { s3ObjectStore } from '../../../../functions/thumbnail/object-store.ts';
import { processEvent } from '../../../../functions/thumbnail/process-event.ts';
import { uploadEvent } from '../../../support/event-fixture.ts';
import { noSignal, plentyOfTime } from '../../../support/plenty-of-time.ts';

const keys = hiddenKeys(Buffer.alloc(32, 7), undefined);
const bucket = 'example-source';
const thumbnailOf = (key: string) => `200x200/${key}.webp`;

/** The message of S3 for a denied call. */
const denial = (key: string) =>
  `User: arn:aws:sts::123456789012:assumed-role/r/f is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::${bucket}/${key}" because no identity-based policy allows the s3:GetObject action`;
const other = (key: string) => `cannot serve ${key}, try later`;

/** An event whose record has the key, encoded or not. */
const eventOf = (key: string) =>
  uploadEvent(({ s3 }) => {
    s3.object.key = key;
  });

describe('with hidden keys', () => {
  let message: (key: string) => string = denial;
  let s3: AwsClientStub<S3Client>;
  before(() => {
    s3 = mockClient(S3Client);
    s3.onAnyCommand().callsFake(({ Key }) => {
      const [$fault, $metadata] = ['client', { httpStatusCode: 403 }] as const;
      throw new S3ServiceException({ name: 'AccessDenied', message: message(Key), $fault, $metadata });
    });
  });
  after(() => s3.restore());

  const store = s3ObjectStore(new S3Client({ region: 'eu-west-1' }), bucket, keys);
  const size = { width: 1, height: 1, format: 'webp', bytes: 9 } as const;
  type ReconcileKey = Parameters<typeof processEvent>[0]['reconcileKey'];
  const endings: Record<string, ReconcileKey> = {
    created: async (key) => ({ result: 'created', thumbnails: [{ ...size, key: thumbnailOf(key) }] }),
    removed: async () => ({ result: 'removed' }),
    'a failure to read': async (key) => store.read(key, noSignal).then(() => ({ result: 'removed' })),
    'a failure to remove': async (key) => store.remove(thumbnailOf(key), noSignal).then(() => ({ result: 'removed' })),
  };

  /** Everything that an invocation writes to the log: its lines, and the error that Lambda logs. */
  async function logOf(event: unknown, reconcileKey: ReconcileKey): Promise<string> {
    const log: unknown[] = [];
    const report = (outcome: Outcome) => {
      const { timestamp: _, ms: __, ...line } = JSON.parse(logLine(hideKeys(outcome, keys), 'request'));
      log.push(line);
    };
    await processEvent({ sourceBucket: bucket, reconcileKey, report }, keys)(event, plentyOfTime).catch((error) => {
      log.push({ ...error, message: error.message, stack: error.stack.split('\n    at ')[0], cause: error.cause });
    });
    return JSON.stringify(log);
  }

  /** The log, without the names that depend on the key. */
  async function shapeOf(event: unknown, key: string, reconcileKey: ReconcileKey): Promise<string> {
    const log = await logOf(event, reconcileKey);
    return log.replaceAll(keys.nameOf(key), 'SOURCE').replaceAll(keys.nameOf(thumbnailOf(key)), 'THUMBNAIL');
  }

  const words = [denial(''), other('')].join();
  const anyKey = fc.string({ unit: 'binary', minLength: 1 }).filter((key) => !words.includes(key));

  for (const [name, reconcileKey] of Object.entries(endings)) {
    for (const text of [denial, other]) {
      it(`the log of ${name} is the same for every key but for names, when S3 says ${text('KEY').slice(-20)}`, async () => {
        message = text;
        const expected = await shapeOf(eventOf('control.jpg'), 'control.jpg', reconcileKey);
        expect(expected).to.match(/SOURCE|THUMBNAIL/);
        await fc.assert(
          fc.asyncProperty(anyKey, async (key) => {
            expect(await shapeOf(eventOf(encodeURIComponent(key)), key, reconcileKey)).to.equal(expected);
          }),
        );
      });
    }
  }

  it('the log of a record that cannot be read is the same for every key', async () => {
    const reconcileKey = endings['removed'] as ReconcileKey;
    const expected = await logOf(eventOf('%zz'), reconcileKey);
    expect(expected).to.contain('s3.object.key');
    await fc.assert(
      fc.asyncProperty(anyKey, async (key) => {
        expect(await logOf(eventOf(`${key}%zz`), reconcileKey)).to.equal(expected);
        expect(await logOf({ [key]: key }, reconcileKey)).to.equal(await logOf({}, reconcileKey));
      }),
    );
  });
});

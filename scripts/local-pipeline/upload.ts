import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { messageOf } from '../../functions/thumbnail/errors.ts';
import type { BucketStore } from '../local-aws/index.ts';
import type { Input } from './list-inputs.ts';
import type { UnreportedOutcome } from './local-outcome.ts';

/** How many files are read at once. */
const concurrency = 4;
const readBytes = 1_000_000;

/**
 * Uploads files to a bucket, with a CRC-32 as the AWS SDKs do. A file that cannot be uploaded is reported as a failed outcome, and
 * the others go on.
 */
export async function upload(
  objects: BucketStore,
  bucket: string,
  inputs: readonly Input[],
  onOutcome: (outcome: UnreportedOutcome) => void,
): Promise<void> {
  const waiting = [...inputs];
  const uploadNext = async () => {
    for (let input = waiting.shift(); input; input = waiting.shift()) {
      const { key, file } = input;
      const start = performance.now();
      try {
        // A pipe may never end.
        if (!(await stat(file)).isFile()) throw new Error('not a regular file');
        const { body, checksum } = withCrc32(createReadStream(file, { highWaterMark: readBytes }));
        await objects.put(bucket, key, body, { checksum, hasRandomEtag: true });
      } catch (error) {
        const reason = `${file} cannot be uploaded: ${messageOf(error)}`;
        onOutcome({ bucket, key, result: 'failed', code: 'not-uploaded', reason, ms: performance.now() - start });
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, uploadNext));
}

/** Computes the CRC-32 of a body while it is read. */
function withCrc32(source: AsyncIterable<Uint8Array>) {
  let value = 0;
  async function* body() {
    for await (const bytes of source) {
      value = crc32(bytes, value);
      yield bytes;
    }
  }
  const checksum = () => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return { algorithm: 'crc32', type: 'FULL_OBJECT', value: bytes.toString('base64') } as const;
  };
  return { body: body(), checksum };
}

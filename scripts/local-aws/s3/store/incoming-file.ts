import { createHash } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';

export type ObjectBody = AsyncIterable<Uint8Array> | Uint8Array;

export interface Received {
  /** The size of the body in bytes, without the footer. */
  readonly size: number;
  /** The MD5 of the body, or the result of another hash in its place. */
  readonly md5: Buffer;
}

/** Computes what identifies a body. */
export interface BodyHash {
  update(bytes: Uint8Array): unknown;
  digest(): Buffer;
}

/** A body up to this size is written to disk with one call. */
const batchBytes = 4 * 1024 * 1024;

/**
 * Writes a body to a new file, followed by the `footer` that `finish` returns once size and MD5 are known. Returns the
 * `result` of `finish`. Removes the file, and throws the same error, when the body or `finish` throws.
 */
export async function writeIncomingFile<Result>(
  path: string,
  body: ObjectBody,
  finish: (received: Received) => Promise<{ footer: Uint8Array; result: Result }>,
  hash: BodyHash = createHash('md5'),
): Promise<Result> {
  const file = await open(path, 'wx');
  try {
    const received = await writeBody(file, body, hash);
    const { footer, result } = await finish(received.whole);
    await writeAll(file, [...received.unwritten, footer]);
    await file.close();
    return result;
  } catch (error) {
    await file.close();
    await rm(path, { force: true });
    throw error;
  }
}

/** Leaves the last batch unwritten, so that it is written together with the footer. Most objects are a single batch. */
async function writeBody(
  file: FileHandle,
  body: ObjectBody,
  hash: BodyHash,
): Promise<{ whole: Received; unwritten: Uint8Array[] }> {
  let size = 0;
  let batch: Uint8Array[] = [];
  let batched = 0;
  for await (const chunk of body instanceof Uint8Array ? [body] : body) {
    hash.update(chunk);
    size += chunk.length;
    batched += chunk.length;
    batch.push(chunk);
    if (batched >= batchBytes) {
      await writeAll(file, batch);
      batch = [];
      batched = 0;
    }
  }
  return { whole: { size, md5: hash.digest() }, unwritten: batch };
}

async function writeAll(file: FileHandle, chunks: readonly Uint8Array[]): Promise<void> {
  const size = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  if (size === 0) return;
  const { bytesWritten } = await file.writev(chunks);
  if (bytesWritten !== size) throw new Error(`Only ${bytesWritten} of ${size} bytes were written: is the disk full?`);
}

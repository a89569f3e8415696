import { createHash } from 'node:crypto';
import { closeSync, openSync, rmSync, writev, writevSync } from 'node:fs';
import { promisify } from 'node:util';

export type ObjectBody = AsyncIterable<Uint8Array> | Uint8Array;

export interface Received {
  /** The size of the body in bytes, without the footer. */
  readonly size: number;
  /** The MD5 of the body. */
  readonly md5: Buffer;
}

/** A body up to this size is written to disk with one call. */
const batchBytes = 4 * 1024 * 1024;
/** A write up to this size takes less time than to let another thread do it. */
const maxSyncBytes = 64 * 1024;
const writeAside = promisify(writev);

/**
 * Writes a body to a new file, followed by the `footer` that `finish` returns once size and MD5 are known. Returns the
 * `result` of `finish`. Removes the file, and throws the same error, when the body or `finish` throws.
 */
export async function writeIncomingFile<Result>(
  path: string,
  body: ObjectBody,
  finish: (received: Received) => Promise<{ footer: Uint8Array; result: Result }>,
): Promise<Result> {
  const file = openSync(path, 'wx');
  try {
    const received = await writeBody(file, body);
    const { footer, result } = await finish(received.whole);
    await writeAll(file, [...received.unwritten, footer]);
    closeSync(file);
    return result;
  } catch (error) {
    closeSync(file);
    rmSync(path, { force: true });
    throw error;
  }
}

/** Leaves the last batch unwritten, so that it is written together with the footer. Most objects are a single batch. */
async function writeBody(file: number, body: ObjectBody): Promise<{ whole: Received; unwritten: Uint8Array[] }> {
  const hash = createHash('md5');
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

async function writeAll(file: number, chunks: readonly Uint8Array[]): Promise<void> {
  const size = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  if (size === 0) return;
  const bytesWritten = size <= maxSyncBytes ? writevSync(file, chunks) : (await writeAside(file, chunks)).bytesWritten;
  if (bytesWritten !== size) throw new Error(`Only ${bytesWritten} of ${size} bytes were written: is the disk full?`);
}

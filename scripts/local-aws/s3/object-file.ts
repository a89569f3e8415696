import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import * as z from 'zod';
import { ObjectChecksum } from './checksums.ts';

/** What is known of an object beside its bytes. */
export const ObjectInfo = z.strictObject({
  key: z.string(),
  /** Bytes. */
  size: z.int().nonnegative(),
  /** Without quotes. */
  etag: z.string(),
  lastModified: z.iso.datetime(),
  /** `content-type`, `cache-control` and the other headers that are given back as they came. */
  headers: z.record(z.string(), z.string()),
  /** User metadata, without `x-amz-meta-`. */
  metadata: z.record(z.string(), z.string()),
  checksum: ObjectChecksum.optional(),
});
export type ObjectInfo = z.infer<typeof ObjectInfo>;

const lengthBytes = 8;

/** The file of a key: a name of one length for every key, and safe on every file system. */
export function objectFileName(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/**
 * What follows the object's bytes in its file: `info` as JSON, then that JSON's length in 8 bytes, big-endian. It stands at the
 * end because ETag and checksum are known only after the last byte, and in the same file so that one rename commits it all.
 */
export function encodeFooter(info: ObjectInfo): Buffer {
  const json = Buffer.from(JSON.stringify(info));
  const length = Buffer.alloc(lengthBytes);
  length.writeBigUInt64BE(BigInt(json.length));
  return Buffer.concat([json, length]);
}

/** The info of the object in a file, or `undefined` when the file is no whole object (power was lost, or it is not ours). */
export function readObjectFile(path: string): ObjectInfo | undefined {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    if (size < lengthBytes) return undefined;
    const length = Number(readBytes(file, size - lengthBytes, lengthBytes).readBigUInt64BE());
    const start = size - lengthBytes - length;
    if (start < 0) return undefined;

    const info = ObjectInfo.safeParse(parseJson(readBytes(file, start, length).toString())).data;
    return info?.size === start && objectFileName(info.key) === basename(path) ? info : undefined;
  } finally {
    closeSync(file);
  }
}

function readBytes(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  readSync(file, bytes, 0, length, position);
  return bytes;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

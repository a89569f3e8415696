import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import * as z from 'zod';
import { ObjectChecksum } from '../checksums.ts';

/** An object's attributes. */
export const ObjectInfo = z.strictObject({
  key: z.string(),
  /** Bytes. */
  size: z.int().nonnegative(),
  /** Without quotes. */
  etag: z.string(),
  lastModified: z.iso.datetime(),
  /** `content-type`, `cache-control` and other headers that are returned as they came. */
  headers: z.record(z.string(), z.string()),
  /** User metadata, without `x-amz-meta-`. */
  metadata: z.record(z.string(), z.string()),
  checksum: ObjectChecksum.optional(),
  /** The size of each part in bytes, if the object was uploaded in parts. */
  partSizes: z.array(z.int().nonnegative()).optional(),
});
export type ObjectInfo = z.infer<typeof ObjectInfo>;

const lengthBytes = 8;

/** Returns the name of a key's file. It has the same length for every key, and is safe on every file system. */
export function objectFileName(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/**
 * Encodes what follows the object's bytes in its file: `info` as JSON, then the length of that JSON in 8 bytes, big-endian.
 * It comes last because ETag and checksum are known only after the last byte. It is in the same file so that one rename
 * commits both.
 */
export function encodeFooter(info: ObjectInfo): Buffer {
  const json = Buffer.from(JSON.stringify(info));
  const length = Buffer.alloc(lengthBytes);
  length.writeBigUInt64BE(BigInt(json.length));
  return Buffer.concat([json, length]);
}

/**
 * Reads the attributes of the object in a file. Returns undefined when the file is no complete object, as after a loss of
 * power.
 */
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

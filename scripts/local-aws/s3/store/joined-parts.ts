import { createReadStream } from 'node:fs';
import { type ObjectChecksum, startChecksum } from '../checksums.ts';
import { type ChecksummedBody, checksummedBody } from './checksummed-body.ts';
import type { Received } from './incoming-file.ts';

/** A part of a multipart upload, in a file of its own. */
export interface Part extends Received {
  readonly path: string;
  readonly checksum: ObjectChecksum | undefined;
  /** ISO 8601. */
  readonly lastModified: string;
}

const readBytes = 1024 * 1024;

/**
 * Joins parts to one body. Its checksum is of all bytes (`FULL_OBJECT`) or of the parts' checksums (`COMPOSITE`), which every
 * part must have.
 */
export function joinParts(parts: readonly Part[], kind: Omit<ObjectChecksum, 'value'> | undefined): ChecksummedBody {
  async function* body() {
    for (const part of parts) yield* createReadStream(part.path, { highWaterMark: readBytes });
  }
  if (kind?.type !== 'COMPOSITE') return checksummedBody(body(), kind?.algorithm);
  return { body: body(), checksum: async () => ({ ...kind, value: await compositeOf(parts, kind.algorithm) }) };
}

async function compositeOf(parts: readonly Part[], algorithm: ObjectChecksum['algorithm']): Promise<string> {
  const running = await startChecksum(algorithm);
  for (const part of parts) running.update(Buffer.from(part.checksum?.value ?? '', 'base64'));
  return `${await running.digest()}-${parts.length}`;
}

import { createReadStream } from 'node:fs';
import { type ObjectChecksum, startChecksum } from '../checksums.ts';
import type { Received } from './incoming-file.ts';

/** A part of a multipart upload, in a file of its own. */
export interface Part extends Received {
  readonly path: string;
  readonly checksum: ObjectChecksum | undefined;
}

const readBytes = 1024 * 1024;

/**
 * Joins parts. `body` yields their bytes in order. `checksum` returns the checksum of the whole: with `FULL_OBJECT`, of all
 * bytes, so call it once they are read; with `COMPOSITE`, of the parts' checksums, which every part must have.
 */
export function joinParts(
  parts: readonly Part[],
  kind: Omit<ObjectChecksum, 'value'> | undefined,
): { body: AsyncIterable<Uint8Array>; checksum: () => Promise<ObjectChecksum | undefined> } {
  const running = kind && startChecksum(kind.algorithm);
  const isComposite = kind?.type === 'COMPOSITE';
  if (isComposite) for (const part of parts) running?.update(Buffer.from(part.checksum?.value ?? '', 'base64'));

  async function* body() {
    for (const part of parts) {
      for await (const chunk of createReadStream(part.path, { highWaterMark: readBytes })) {
        if (!isComposite) running?.update(chunk);
        yield chunk;
      }
    }
  }
  const checksum = async () => {
    if (!running) return undefined;
    const digest = await running.digest();
    return { ...kind, value: isComposite ? `${digest}-${parts.length}` : digest };
  };
  return { body: body(), checksum };
}

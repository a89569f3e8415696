import { type ChecksumAlgorithm, type ObjectChecksum, startChecksum } from '../checksums.ts';

export interface ChecksummedBody {
  readonly body: AsyncIterable<Uint8Array>;
  /** Returns the checksum of the whole body, if one is computed. Call it once the body is read. */
  readonly checksum: () => Promise<ObjectChecksum | undefined>;
}

/** Computes a checksum of a body while it is read, or none without an algorithm. */
export function checksummedBody(
  source: AsyncIterable<Uint8Array>,
  algorithm: ChecksumAlgorithm | undefined,
): ChecksummedBody {
  const started = algorithm && startChecksum(algorithm);
  async function* body() {
    const running = await started;
    for await (const bytes of source) {
      running?.update(bytes);
      yield bytes;
    }
  }
  return {
    body: body(),
    checksum: async () => started && { algorithm, type: 'FULL_OBJECT', value: await (await started).digest() },
  };
}

import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import * as z from 'zod';

export const ChecksumAlgorithm = z.enum(['crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256']);
export type ChecksumAlgorithm = z.infer<typeof ChecksumAlgorithm>;

/**
 * A checksum that is stored with an object. `COMPOSITE` is the checksum of the parts' checksums, followed by their number.
 */
export const ObjectChecksum = z.strictObject({
  algorithm: ChecksumAlgorithm,
  type: z.enum(['FULL_OBJECT', 'COMPOSITE']),
  /** Base64. */
  value: z.string(),
});
export type ObjectChecksum = z.infer<typeof ObjectChecksum>;

/** A checksum that is being computed. */
export interface RunningChecksum {
  update(bytes: Uint8Array): void;
  /** Returns the checksum of all bytes, in base64 as in S3's headers. */
  digest(): Promise<string>;
}

/** Starts to compute a checksum. */
export async function startChecksum(algorithm: ChecksumAlgorithm | 'md5'): Promise<RunningChecksum> {
  switch (algorithm) {
    case 'crc32':
      return startCrc32();
    case 'crc32c':
      return base64Of(new (await sdkChecksums()).Crc32cNode());
    case 'crc64nvme':
      return base64Of(new (await sdkChecksums()).Crc64NvmeJs());
    default:
      return base64Of(createHash(algorithm));
  }
}

/** Loaded only when it is needed, which most starts do not: it takes 10 ms. */
const sdkChecksums = () => import('@aws-sdk/checksums/crc');

/** Returns the name of the header or trailer that carries a checksum, such as `x-amz-checksum-crc32`. */
export function checksumHeader(algorithm: ChecksumAlgorithm): string {
  return `x-amz-checksum-${algorithm}`;
}

/** The names of the headers of all algorithms. */
export const checksumHeaders = ChecksumAlgorithm.options.map(checksumHeader);

/** Returns the name of the XML element that carries a checksum, such as `ChecksumCRC32`. */
function checksumElement(algorithm: ChecksumAlgorithm): string {
  return `Checksum${algorithm.toUpperCase()}`;
}

/** Returns the headers of a response that carry a checksum. */
export function checksumHeadersOf(checksum: ObjectChecksum | undefined): Record<string, string> {
  if (!checksum) return {};
  return { [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': checksum.type };
}

/** Returns the elements of a response that carry a checksum. */
export function checksumElementsOf(checksum: ObjectChecksum | undefined): Record<string, string> {
  if (!checksum) return {};
  return { [checksumElement(checksum.algorithm)]: checksum.value, ChecksumType: checksum.type };
}

function startCrc32(): RunningChecksum {
  let value = 0;
  return {
    update: (bytes) => {
      value = crc32(bytes, value);
    },
    digest: async () => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes.toString('base64');
    },
  };
}

function base64Of(checksum: {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array | Promise<Uint8Array>;
}): RunningChecksum {
  return {
    update: (bytes) => void checksum.update(bytes),
    digest: async () => Buffer.from(await checksum.digest()).toString('base64'),
  };
}

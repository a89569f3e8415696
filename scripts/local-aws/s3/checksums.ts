import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { Crc32cNode, Crc64NvmeJs } from '@aws-sdk/checksums/crc';
import * as z from 'zod';

export const ChecksumAlgorithm = z.enum(['crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256']);
export type ChecksumAlgorithm = z.infer<typeof ChecksumAlgorithm>;

/** A checksum that is kept with an object. `COMPOSITE` is the checksum of the parts' checksums, followed by their number. */
export const ObjectChecksum = z.strictObject({
  algorithm: ChecksumAlgorithm,
  type: z.enum(['FULL_OBJECT', 'COMPOSITE']),
  /** Base64. */
  value: z.string(),
});
export type ObjectChecksum = z.infer<typeof ObjectChecksum>;

/** A checksum under way. */
export interface RunningChecksum {
  update(bytes: Uint8Array): void;
  /** The checksum of all that was given, in base64 as S3's headers carry it. */
  digest(): Promise<string>;
}

export function startChecksum(algorithm: ChecksumAlgorithm | 'md5'): RunningChecksum {
  switch (algorithm) {
    case 'crc32':
      return startCrc32();
    case 'crc32c':
      return base64Of(new Crc32cNode());
    case 'crc64nvme':
      return base64Of(new Crc64NvmeJs());
    default:
      return base64Of(createHash(algorithm));
  }
}

/** The header that carries a checksum of this algorithm, in requests, trailers and responses. */
export function checksumHeader(algorithm: ChecksumAlgorithm): string {
  return `x-amz-checksum-${algorithm}`;
}

export const checksumHeaders = ChecksumAlgorithm.options.map(checksumHeader);

/** The element that carries it in XML, such as `ChecksumCRC32`. */
export function checksumElement(algorithm: ChecksumAlgorithm): string {
  return `Checksum${algorithm.toUpperCase()}`;
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

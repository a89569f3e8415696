import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { Xxh3_64, Xxh3_128, Xxh64 } from '@aws-sdk/checksums/xxh';
import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';
import { createCRC32, createCRC64, type IHasher } from 'hash-wasm';

interface Digest {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array | Promise<Uint8Array>;
}

/** A checksum that the body of an object is compared with. */
export interface BodyChecksum {
  /** Such as `CRC32`. */
  algorithm: string;
  /** In Base64. */
  expected: string;
  update(bytes: Uint8Array): void;
  /** Returns the checksum of all bytes so far, in Base64. */
  actual(): Promise<string>;
}

/**
 * S3's checksums, by the names that the SDK gives them. Node's own code computes those that it knows. The CRCs that it does not know
 * take a third of the time in WebAssembly that they take in the SDK's JavaScript: see docs/performance.md.
 */
const digests = {
  ChecksumCRC32: crc32Digest,
  ChecksumCRC32C: async () => binaryDigest(await createCRC32(0x82f6_3b78)),
  ChecksumCRC64NVME: async () => binaryDigest(await createCRC64('9a6c9329ac4bc9b5')),
  ChecksumMD5: () => createHash('md5'),
  ChecksumSHA1: () => createHash('sha1'),
  ChecksumSHA256: () => createHash('sha256'),
  ChecksumSHA512: () => createHash('sha512'),
  ChecksumXXHASH3: () => new Xxh3_64(),
  ChecksumXXHASH64: () => new Xxh64(),
  ChecksumXXHASH128: () => new Xxh3_128(),
} satisfies Partial<Record<keyof GetObjectCommandOutput, () => Digest | Promise<Digest>>>;

const md5Etag = /^"?([0-9a-f]{32})"?$/;

/**
 * Returns the checksum that S3 states for the whole body; for an object without one its ETag, where that is the MD5. Returns undefined
 * when there is neither, such as after an upload in parts.
 */
export async function bodyChecksum(answer: Partial<GetObjectCommandOutput>): Promise<BodyChecksum | undefined> {
  for (const [name, create] of Object.entries(digests)) {
    const expected = answer[name as keyof typeof digests];
    // A checksum of the checksums of parts ends with their number.
    if (expected && answer.ChecksumType !== 'COMPOSITE' && !expected.includes('-')) {
      return comparison(name.slice('Checksum'.length), expected, await create());
    }
  }
  const [, md5] = (hasMd5Etag(answer) && md5Etag.exec(answer.ETag ?? '')) || [];
  return md5 ? comparison('MD5', Buffer.from(md5, 'hex').toString('base64'), createHash('md5')) : undefined;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html (`ETag`) */
function hasMd5Etag({ ServerSideEncryption, SSECustomerAlgorithm }: Partial<GetObjectCommandOutput>): boolean {
  return [undefined, 'AES256'].includes(ServerSideEncryption) && SSECustomerAlgorithm === undefined;
}

function comparison(algorithm: string, expected: string, digest: Digest): BodyChecksum {
  return {
    algorithm,
    expected,
    update: (bytes) => void digest.update(bytes),
    actual: async () => Buffer.from(await digest.digest()).toString('base64'),
  };
}

function binaryDigest(hasher: IHasher): Digest {
  return {
    update: (bytes) => hasher.update(bytes),
    digest: () => hasher.digest('binary'),
  };
}

function crc32Digest(): Digest {
  let value = 0;
  return {
    update(bytes) {
      value = crc32(bytes, value);
    },
    digest() {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes;
    },
  };
}

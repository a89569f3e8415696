import { createHash, type Hash } from 'node:crypto';
import { Xxh3_64, Xxh3_128, Xxh64 } from '@aws-sdk/checksums/xxh';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { retries } from './retries.ts';

/** A checksum by Node's native code, in the shape that the SDK calls. */
class Sha512 {
  #hash: Hash = createHash('sha512');

  update(bytes: Uint8Array): void {
    this.#hash.update(bytes);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.copy().digest();
  }

  reset(): void {
    this.#hash = createHash('sha512');
  }
}

/** S3's newer checksums, which the SDK knows by name but computes only when it is given the code. */
const newerChecksums = { SHA512: Sha512, XXHASH64: Xxh64, XXHASH3: Xxh3_64, XXHASH128: Xxh3_128 };

/** The checksums that are compared with what was read: those that the SDK computes by itself, and those that it is given. */
const comparedChecksums = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256', ...Object.keys(newerChecksums)];

/**
 * Creates a client of S3, by default with the region and the credentials that Lambda gives to the function. It retries transient
 * errors (500, 503, a lost connection, no answer), with growing waits of random length in between.
 */
export function createS3Client(place: Pick<S3ClientConfig, 'region' | 'endpoint' | 'credentials'> = {}): S3Client {
  const { maxAttempts, attemptMs } = retries;
  const client = new S3Client({
    ...place,
    retryMode: 'standard',
    maxAttempts,
    checksumAlgorithms: newerChecksums,
    requestHandler: {
      connectionTimeout: attemptMs,
      requestTimeout: attemptMs,
      throwOnRequestTimeout: true,
      // It applies between two pieces of a body.
      socketTimeout: attemptMs,
    },
  });
  prepareChecksums(client);
  return client;
}

/**
 * Shows the SDK an MD5, and hides the checksums that cannot be compared. The SDK throws for one that it knows by name only, before it compares anything, and
 * leaves the body unread: the object would never get a thumbnail.
 */
function prepareChecksums(client: S3Client): void {
  const compared = new Set(comparedChecksums.map((algorithm) => `x-amz-checksum-${algorithm.toLowerCase()}`));
  client.middlewareStack.add(
    (next) => async (call) => {
      const result = await next(call);
      const { headers } = result.response as { headers: Record<string, string> };
      // The SDK looks for an MD5 in the header of HTTP, where S3 does not put it.
      const md5 = headers['x-amz-checksum-md5'];
      if (md5 && !md5.includes('-')) headers['content-md5'] = md5;
      for (const name of Object.keys(headers)) {
        if (/^x-amz-checksum-(?!type$)/.test(name) && !compared.has(name)) delete headers[name];
      }
      return result;
    },
    // The step nearest to the connection, so that it runs before the SDK looks at the answer.
    { step: 'deserialize', priority: 'low', name: 'prepareChecksums' },
  );
}

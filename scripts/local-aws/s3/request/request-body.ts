import { ChecksumAlgorithm, checksumHeader, type ObjectChecksum, startChecksum } from '../checksums.ts';
import { notImplemented, S3Error, type S3ErrorCode } from '../errors.ts';
import { decodeAwsChunked } from './aws-chunked.ts';

type Headers = ReadonlyMap<string, string>;

export interface RequestBody {
  /** The decoded body. Throws after the last byte when the body does not match the headers or a trailer. */
  readonly bytes: AsyncIterable<Buffer>;
  /** Returns the checksum that the client sent, if any. Call it once `bytes` are read, since a trailer may carry it. */
  readonly checksum: () => ObjectChecksum | undefined;
}

/**
 * Decodes and verifies a request's body by S3's checksums, by `Content-MD5`, and by `x-amz-content-sha256` when that is a
 * hash.
 *
 * @throws {S3Error} when the headers are refused (`InvalidRequest`, `NotImplemented`)
 * @throws {S3Error} when the body is read and differs from them (`BadDigest`, `XAmzContentSHA256Mismatch`, `IncompleteBody`)
 */
export function requestBody(headers: Headers, source: AsyncIterable<Buffer>): RequestBody {
  const trailers = new Map<string, string>();
  const contentSha256 = headers.get('x-amz-content-sha256') ?? '';
  const algorithm = algorithmOf(headers);
  const given = () => algorithm && (headers.get(checksumHeader(algorithm)) ?? trailers.get(checksumHeader(algorithm)));

  const expectations: Expectation[] = [];
  if (algorithm) expectations.push({ name: checksumHeader(algorithm), algorithm, expected: given });
  if (headers.has('content-md5')) {
    expectations.push({ name: 'Content-MD5', algorithm: 'md5', expected: () => headers.get('content-md5') });
  }
  if (/^[0-9a-f]{64}$/.test(contentSha256)) {
    const base64 = Buffer.from(contentSha256, 'hex').toString('base64');
    const code = 'XAmzContentSHA256Mismatch';
    expectations.push({ name: 'x-amz-content-sha256', algorithm: 'sha256', expected: () => base64, code });
  }

  async function* verified() {
    const checks = await Promise.all(expectations.map(startCheck));
    const isChunked = contentSha256.startsWith('STREAMING-');
    let size = 0;
    for await (const bytes of isChunked ? decodeAwsChunked(source, trailers) : source) {
      size += bytes.length;
      for (const each of checks) each.update(bytes);
      yield bytes;
    }
    const decodedLength = headers.get('x-amz-decoded-content-length');
    if (isChunked && decodedLength !== undefined && Number(decodedLength) !== size) {
      throw new S3Error(
        'IncompleteBody',
        `The body has ${size} bytes; x-amz-decoded-content-length is ${decodedLength}.`,
      );
    }
    for (const each of checks) await each.verify();
  }

  return {
    bytes: verified(),
    checksum: () => {
      const value = given();
      return algorithm && value !== undefined ? { algorithm, type: 'FULL_OBJECT', value } : undefined;
    },
  };
}

/**
 * Reads the whole body as text.
 *
 * @throws {S3Error} when reading does, or the body exceeds `maxBytes` (`MalformedXML`)
 */
export async function requestText({ bytes }: RequestBody, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > maxBytes) throw new S3Error('MalformedXML', `The body exceeds ${maxBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/**
 * Asserts that the length of an upload is known before its body, as S3 requires.
 *
 * @throws {S3Error} when the length is unknown (`NotImplemented` for a chunked transfer, else `MissingContentLength`)
 */
export function assertLength(headers: Headers): void {
  if (headers.has('content-length') || headers.has('x-amz-decoded-content-length')) return;
  if (!headers.has('transfer-encoding')) {
    throw new S3Error('MissingContentLength', 'You must provide the Content-Length HTTP header.');
  }
  throw new S3Error('NotImplemented', 'A header you provided implies functionality that is not implemented', {
    Header: 'Transfer-Encoding',
  });
}

/** Whether a request carries a checksum of its body other than the signed one. */
export function verifiesBody(headers: Headers): boolean {
  return headers.has('content-md5') || algorithmOf(headers) !== undefined;
}

function algorithmOf(headers: Headers): ChecksumAlgorithm | undefined {
  const trailer = headers.get('x-amz-trailer')?.toLowerCase();
  const given = ChecksumAlgorithm.options.filter((each) => {
    return headers.has(checksumHeader(each)) || trailer === checksumHeader(each);
  });
  if (given.length > 1) throw new S3Error('InvalidRequest', `Expected a single checksum, got ${given.join(', ')}.`);
  if (trailer !== undefined && given.length === 0) throw notImplemented(`the trailer "${trailer}"`);
  return given[0];
}

/** A checksum that the body should have. */
interface Expectation {
  readonly name: string;
  readonly algorithm: ChecksumAlgorithm | 'md5';
  /** Returns the value in base64. Called once the body is read. */
  readonly expected: () => string | undefined;
  /** The code of the error. By default `BadDigest`. */
  readonly code?: S3ErrorCode;
}

interface Check {
  readonly update: (bytes: Uint8Array) => void;
  readonly verify: () => Promise<void>;
}

async function startCheck({ name, algorithm, expected, code = 'BadDigest' }: Expectation): Promise<Check> {
  const running = await startChecksum(algorithm);
  return {
    update: running.update,
    verify: async () => {
      const actual = await running.digest();
      if (actual === expected()) return;
      throw new S3Error(
        code,
        `The ${name} you specified (${expected() ?? 'none'}) does not match the body (${actual}).`,
      );
    },
  };
}

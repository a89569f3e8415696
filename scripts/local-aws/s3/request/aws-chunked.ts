import { S3Error } from '../errors.ts';

/** Far longer than any legitimate line of framing, which is a size and a signature, or a trailer. */
const maxLineBytes = 8192;

/**
 * Decodes an `aws-chunked` body: `<size in hex>[;chunk-signature=...]\r\n<bytes>\r\n` repeated, a chunk of size 0, then
 * trailers. Adds the trailers to `trailers` under their lower-case names. Chunk signatures are not verified.
 *
 * @throws {S3Error} when the framing is wrong or ends early (`IncompleteBody`)
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
export async function* decodeAwsChunked(
  source: AsyncIterable<Buffer>,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  let bytesLeft = 0;
  let expected: 'size' | 'bytes' | 'line end' | 'trailer' | 'nothing' = 'size';

  for await (const received of source) {
    rest = rest.length === 0 ? received : Buffer.concat([rest, received]);
    while (rest.length > 0) {
      if (expected === 'nothing') throw incomplete('bytes follow its end');
      if (expected === 'bytes') {
        const bytes = rest.subarray(0, bytesLeft);
        rest = rest.subarray(bytes.length);
        bytesLeft -= bytes.length;
        if (bytesLeft === 0) expected = 'line end';
        yield bytes;
        continue;
      }

      const end = rest.indexOf('\r\n');
      if (end === -1 && rest.length > maxLineBytes) throw incomplete(`a line exceeds ${maxLineBytes} bytes`);
      if (end === -1) break;
      const line = rest.toString('latin1', 0, end);
      rest = rest.subarray(end + 2);

      if (expected === 'line end') {
        if (line !== '') throw incomplete('a chunk is longer than its size');
        expected = 'size';
      } else if (expected === 'size') {
        bytesLeft = parseSize(line);
        expected = bytesLeft === 0 ? 'trailer' : 'bytes';
      } else if (line === '') {
        expected = 'nothing';
      } else {
        const [, name = '', value = ''] = /^([^:]*):(.*)$/.exec(line) ?? [];
        trailers.set(name.trim().toLowerCase(), value.trim());
      }
    }
  }
  if (expected !== 'nothing') throw incomplete('it ends before its last chunk and trailers');
}

function parseSize(line: string): number {
  const [, size] = /^([0-9a-f]{1,12})(;|$)/i.exec(line) ?? [];
  if (size === undefined) throw incomplete(`expected a chunk size, got ${JSON.stringify(line)}`);
  return Number.parseInt(size, 16);
}

function incomplete(reason: string): S3Error {
  return new S3Error('IncompleteBody', `The aws-chunked body is incomplete: ${reason}.`);
}

import { S3Error } from './errors.ts';

/** A line of framing: a size and a signature, or a trailer. Far longer than any that is meant. */
const maxLineBytes = 8192;

/**
 * The bytes inside an `aws-chunked` body: `<size in hex>[;chunk-signature=...]\r\n<bytes>\r\n` repeated, a chunk of size 0, then
 * trailers, which are added to `trailers` under their lower-case names. Chunk signatures are not verified.
 * Throws `IncompleteBody` when the framing is wrong or ends early.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
export async function* decodeAwsChunked(
  source: AsyncIterable<Buffer>,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  let bytesLeft = 0;
  let expects: 'size' | 'bytes' | 'line end' | 'trailer' | 'nothing' = 'size';

  for await (const received of source) {
    rest = rest.length === 0 ? received : Buffer.concat([rest, received]);
    while (rest.length > 0) {
      if (expects === 'nothing') throw incomplete('bytes follow its end');
      if (expects === 'bytes') {
        const bytes = rest.subarray(0, bytesLeft);
        rest = rest.subarray(bytes.length);
        bytesLeft -= bytes.length;
        if (bytesLeft === 0) expects = 'line end';
        yield bytes;
        continue;
      }

      const end = rest.indexOf('\r\n');
      if (end === -1 && rest.length > maxLineBytes) throw incomplete(`a line exceeds ${maxLineBytes} bytes`);
      if (end === -1) break;
      const line = rest.toString('latin1', 0, end);
      rest = rest.subarray(end + 2);

      if (expects === 'line end') {
        if (line !== '') throw incomplete('a chunk is longer than its size');
        expects = 'size';
      } else if (expects === 'size') {
        bytesLeft = parseSize(line);
        expects = bytesLeft === 0 ? 'trailer' : 'bytes';
      } else if (line === '') {
        expects = 'nothing';
      } else {
        const [, name = '', value = ''] = /^([^:]*):(.*)$/.exec(line) ?? [];
        trailers.set(name.trim().toLowerCase(), value.trim());
      }
    }
  }
  if (expects !== 'nothing') throw incomplete('it ends before its last chunk and trailers');
}

function parseSize(line: string): number {
  const [, size] = /^([0-9a-f]{1,12})(;|$)/i.exec(line) ?? [];
  if (size === undefined) throw incomplete(`expected a chunk size, got ${JSON.stringify(line)}`);
  return Number.parseInt(size, 16);
}

function incomplete(reason: string): S3Error {
  return new S3Error('IncompleteBody', `The aws-chunked body is not whole: ${reason}.`);
}

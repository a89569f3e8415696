import { expect } from 'chai';
import fc from 'fast-check';
import { S3Error } from '../../../../../scripts/local-aws/s3/errors.ts';
import { decodeAwsChunked } from '../../../../../scripts/local-aws/s3/request/aws-chunked.ts';
import { expectError } from '../../../../support/expect-error.ts';

const signature = 'a'.repeat(64);
const trailer = 'x-amz-checksum-crc32:AAAAAA==\r\n';

describe('decodeAwsChunked', () => {
  it('returns the bytes and the trailers for any division into chunks and packets', async () => {
    const bytes = fc.uint8Array({ maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(bytes),
        fc.boolean(),
        fc.integer({ min: 1, max: 40 }),
        async (chunks, isSigned, packet) => {
          const { decoded, trailers } = await decode(split(encode(chunks, isSigned), packet));

          expect(decoded.equals(Buffer.concat(chunks))).to.equal(true);
          expect([...trailers]).to.deep.equal([['x-amz-checksum-crc32', 'AAAAAA==']]);
        },
      ),
    );
  });

  it('refuses a body that is truncated anywhere', async () => {
    const whole = encode([Buffer.from('abc')], true);

    for (let length = 0; length < whole.length; length += 1) {
      await expectError(S3Error, 'IncompleteBody', () => decode([whole.subarray(0, length)]));
    }
  });

  for (const [what, body] of [
    ['an invalid size', 'xyz\r\n'],
    ['an empty size', '\r\n'],
    ['a chunk longer than its size', '1\r\nab\r\n0\r\n\r\n'],
    ['bytes after the end', '0\r\n\r\nmore'],
    ['a line without end', 'a'.repeat(9000)],
  ] as const) {
    it(`refuses ${what}`, async () => {
      await expectError(S3Error, 'IncompleteBody', () => decode([Buffer.from(body)]));
    });
  }
});

function encode(chunks: readonly Uint8Array[], isSigned: boolean): Buffer {
  const extension = isSigned ? `;chunk-signature=${signature}` : '';
  const framed = chunks
    .filter((chunk) => chunk.length > 0)
    .flatMap((chunk) => [`${chunk.length.toString(16)}${extension}\r\n`, chunk, '\r\n']);
  return Buffer.concat([...framed, `0${extension}\r\n${trailer}\r\n`].map((each) => Buffer.from(each)));
}

function split(bytes: Buffer, size: number): Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
}

async function decode(packets: readonly Buffer[]): Promise<{ decoded: Buffer; trailers: Map<string, string> }> {
  async function* source() {
    yield* packets;
  }
  const trailers = new Map<string, string>();
  const decoded: Buffer[] = [];
  for await (const bytes of decodeAwsChunked(source(), trailers)) decoded.push(bytes);
  return { decoded: Buffer.concat(decoded), trailers };
}

import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import fc from 'fast-check';
import { S3Error, type S3ErrorCode } from '../../../../../scripts/local-aws/s3/errors.ts';
import { readFormData } from '../../../../../scripts/local-aws/s3/request/form-data.ts';
import { expectError } from '../../../../support/expect-error.ts';

const contentType = 'multipart/form-data; boundary=----b';
const field = (name: string, value: string) =>
  `------b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const file = (content: string, name = 'a.jpg') =>
  `------b\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: image/jpeg\r\n\r\n${content}\r\n`;
const end = '------b--\r\n';

/** The form in pieces of a size. */
function pieces(form: Buffer, size: number): AsyncIterable<Buffer> {
  return Readable.from(
    Array.from({ length: Math.ceil(form.length / size) }, (_, index) =>
      form.subarray(index * size, (index + 1) * size),
    ),
  );
}

async function read(form: string | Buffer, size = 1024, type = contentType) {
  const { file: content, ...rest } = await readFormData(type, pieces(Buffer.from(form), size));
  return { ...rest, content: await buffer(Readable.from(content)) };
}

describe('readFormData', () => {
  it('returns fields by lower-case name, and the file with its name', async () => {
    const form =
      field('Key', 'a\r\nb') +
      field('empty', '') +
      file('hello', 'C:\\photos\\ü %22x%22.jpg') +
      field('late', 'x') +
      end;

    const { fields, fileName, content } = await read(form);

    expect(Object.fromEntries(fields)).to.deep.equal({ key: 'a\r\nb', empty: '' });
    expect(fileName).to.equal('ü "x".jpg');
    expect(content.toString()).to.equal('hello');
  });

  it('reads what FormData writes, whatever the bytes, in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 1, max: 40 }), async (bytes, size) => {
        const form = new FormData();
        form.set('key', 'k');
        form.set('file', new Blob([bytes]), 'k.bin');
        const request = new Request('http://localhost', { method: 'POST', body: form });
        const type = request.headers.get('content-type') ?? '';

        const { fields, content } = await read(Buffer.from(await request.arrayBuffer()), size, type);

        expect(fields.get('key')).to.equal('k');
        expect(content.equals(bytes)).to.equal(true);
      }),
      { numRuns: 50 },
    );
  });

  it('keeps bytes that look like the beginning of a delimiter', async () => {
    const content = '\r\n------\r\n------a\r\n';

    expect((await read(file(content) + end, 3)).content.toString()).to.equal(content);
  });

  for (const [what, form, type, code] of [
    ['without a boundary', end, 'multipart/form-data', 'MalformedPOSTRequest'],
    ['without a file', field('key', 'k') + end, contentType, 'InvalidArgument'],
    ['that ends in a field', field('key', 'k'), contentType, 'MalformedPOSTRequest'],
    ['that ends in the file', file('hello').trimEnd(), contentType, 'MalformedPOSTRequest'],
    ['of a part without a name', '------b\r\nA: b\r\n\r\nx\r\n', contentType, 'MalformedPOSTRequest'],
    ['of fields that are too large', field('a', 'x'.repeat(21_000)), contentType, 'MaxPostPreDataLengthExceeded'],
    [
      'of many fields that are too large',
      Array.from({ length: 300 }, (_, index) => field(`a${index}`, 'x'.repeat(20))).join('') + file('a') + end,
      contentType,
      'MaxPostPreDataLengthExceeded',
    ],
  ] satisfies Array<[string, string, string, S3ErrorCode]>) {
    it(`refuses a form ${what}`, async () => {
      await expectError(S3Error, code, () => read(form, 1024, type));
    });
  }
});

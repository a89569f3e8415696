import { S3Error } from '../errors.ts';

/** S3's limit for everything before the file. */
const maxFieldBytes = 20_480;
const lineEnd = Buffer.from('\r\n');
const headEnd = Buffer.from('\r\n\r\n');

/** A form up to its file, which is read afterwards. Fields after the file are ignored, as S3 does. */
export interface FormData {
  /** By lower-case name. */
  readonly fields: ReadonlyMap<string, string>;
  readonly fileName: string;
  readonly file: AsyncIterable<Buffer>;
}

/**
 * Reads a `multipart/form-data` body up to the field `file`.
 *
 * @throws {S3Error} when the form is malformed (`MalformedPOSTRequest`), which may show only as the file is read
 * @throws {S3Error} when the fields are too long (`MaxPostPreDataLengthExceeded`), or there is no file (`InvalidArgument`)
 * @see https://www.rfc-editor.org/rfc/rfc7578
 */
export async function readFormData(contentType: string, source: AsyncIterable<Buffer>): Promise<FormData> {
  const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) throw malformed('the content type has no boundary');
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const reader = new DelimitedReader(source);
  const fields = new Map<string, string>();

  await reader.until(delimiter, maxFieldBytes);
  // A delimiter that ends the form is followed by two hyphens.
  while ((await reader.until(lineEnd, maxFieldBytes)).toString().trim() !== '--') {
    const head = (await reader.until(headEnd, maxFieldBytes)).toString();
    const name = parameter(head, 'name')?.toLowerCase();
    if (name === undefined) throw malformed('a part has no name');
    if (name === 'file')
      return { fields, fileName: baseName(parameter(head, 'filename')), file: reader.stream(delimiter) };
    fields.set(name, (await reader.until(delimiter, maxFieldBytes)).toString());
  }
  throw new S3Error('InvalidArgument', 'POST requires exactly one file upload per request.');
}

/** Browsers escape a quote in a name as `%22`. */
function parameter(head: string, name: string): string | undefined {
  const [, value] = new RegExp(`^content-disposition:.*[;\\s]${name}="([^"]*)"`, 'im').exec(head) ?? [];
  return value?.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n');
}

/** Some browsers send a path. */
function baseName(path = ''): string {
  return path.split(/[\\/]/).at(-1) ?? '';
}

class DelimitedReader {
  readonly #source: AsyncIterator<Buffer>;
  /** The first delimiter needs no line end before it. */
  #rest: Buffer = lineEnd;
  #readBytes = 0;

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Returns the bytes before a delimiter, and skips both. */
  async until(delimiter: Buffer, maxBytes: number): Promise<Buffer> {
    for (;;) {
      const end = this.#rest.indexOf(delimiter);
      if (end !== -1) {
        const found = this.#rest.subarray(0, end);
        this.#rest = this.#rest.subarray(end + delimiter.length);
        this.#readBytes += end + delimiter.length;
        return found;
      }
      if (this.#readBytes + this.#rest.length > maxBytes) {
        throw new S3Error(
          'MaxPostPreDataLengthExceeded',
          `The fields before the file exceed ${maxBytes} bytes, or there is no field "file".`,
        );
      }
      this.#rest = Buffer.concat([this.#rest, await this.#next()]);
    }
  }

  /** Yields the bytes before a delimiter as they arrive. */
  async *stream(delimiter: Buffer): AsyncGenerator<Buffer> {
    for (;;) {
      const end = this.#rest.indexOf(delimiter);
      if (end !== -1) {
        if (end > 0) yield this.#rest.subarray(0, end);
        return;
      }
      // The last bytes may be the beginning of a delimiter.
      const complete = Math.max(0, this.#rest.length - delimiter.length + 1);
      if (complete > 0) yield this.#rest.subarray(0, complete);
      this.#rest = Buffer.concat([this.#rest.subarray(complete), await this.#next()]);
    }
  }

  async #next(): Promise<Buffer> {
    const { value, done } = await this.#source.next();
    if (done) throw malformed('it ends before its last delimiter');
    return value;
  }
}

function malformed(reason: string): S3Error {
  return new S3Error(
    'MalformedPOSTRequest',
    `The body of your POST request is not well-formed multipart/form-data: ${reason}.`,
  );
}

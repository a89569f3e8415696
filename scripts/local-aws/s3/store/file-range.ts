import { closeSync, read, readSync } from 'node:fs';
import { promisify } from 'node:util';
import type { ByteRange } from '../request/byte-range.ts';

const readAt = promisify(read);
/** Most objects are a single piece. */
const maxPieceBytes = 4 * 1024 * 1024;

/** A range of an open file, which is closed when the range has been read. */
export class FileRange implements AsyncIterable<Buffer> {
  readonly file: number;
  readonly range: ByteRange;

  constructor(file: number, range: ByteRange) {
    this.file = file;
    this.range = range;
  }

  /**
   * Reads all bytes without yielding, and closes the file. For small ones, to let another thread read would take longer.
   *
   * @throws {Error} when the file ends before the range does
   */
  readAll(): Buffer {
    const { file, range } = this;
    try {
      const bytes = Buffer.allocUnsafe(range.last + 1 - range.first);
      for (let length = 0; length < bytes.length; ) {
        const position = range.first + length;
        const bytesRead = readSync(file, bytes, length, bytes.length - length, position);
        assertRead(bytesRead, position, range);
        length += bytesRead;
      }
      return bytes;
    } finally {
      closeSync(file);
    }
  }

  /**
   * Reads piece by piece, and closes the file. A stream would take half as long again.
   *
   * @throws {Error} when the file ends before the range does
   */
  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    const { file, range } = this;
    try {
      for (let position = range.first; position <= range.last; ) {
        const piece = Buffer.allocUnsafe(Math.min(maxPieceBytes, range.last + 1 - position));
        const { bytesRead } = await readAt(file, piece, 0, piece.length, position);
        assertRead(bytesRead, position, range);
        position += bytesRead;
        yield piece.subarray(0, bytesRead);
      }
    } finally {
      closeSync(file);
    }
  }
}

/** @throws {Error} when nothing was read, since the file ends before the range does */
export function assertRead(bytesRead: number, position: number, { last }: ByteRange): void {
  if (bytesRead === 0) throw new Error(`The file has ${position} bytes, expected at least ${last + 1}.`);
}

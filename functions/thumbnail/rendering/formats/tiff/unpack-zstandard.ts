import { Decompress } from 'fzstd';

/** @throws {RangeError} when the data is damaged, or unpacks to more than `maxBytes` */
export function unpackZstandard(data: Buffer, maxBytes: number): Buffer {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const tooLong = new RangeError(`The Zstandard data unpacks to more than ${maxBytes} bytes.`);
  const stream = new Decompress((chunk) => {
    bytes += chunk.length;
    if (bytes > maxBytes) throw tooLong;
    chunks.push(chunk);
  });
  try {
    stream.push(data, true);
  } catch (cause) {
    if (cause === tooLong) throw tooLong;
    // On damaged data, the library may throw errors of any class.
    throw new RangeError('The Zstandard data is damaged.', { cause });
  }
  return Buffer.concat(chunks);
}

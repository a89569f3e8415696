import { Decompress } from 'fzstd';

/** @throws {RangeError} when the data are damaged, or more than they may be */
export function unpackZstandard(data: Buffer, maxBytes: number): Buffer {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const stream = new Decompress((chunk) => {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new RangeError(`The Zstandard data are more than ${maxBytes} bytes.`);
    chunks.push(chunk);
  });
  try {
    stream.push(data, true);
  } catch (cause) {
    // Damage may lead the library astray, into errors of any class.
    throw new RangeError('The Zstandard data are damaged.', { cause });
  }
  return Buffer.concat(chunks);
}

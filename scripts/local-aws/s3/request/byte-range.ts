import { notImplemented, S3Error } from '../errors.ts';

/** The positions of the first and the last byte, both inclusive. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Returns the bytes that a `Range` header requests of an object of `size` bytes, or undefined for the whole object. As RFC
 * 9110, section 14.2 says, a header that is no byte range is ignored.
 *
 * @throws {S3Error} when the object has none of the bytes (`InvalidRange`), or there are several ranges (`NotImplemented`)
 */
export function parseByteRange(header: string | undefined, size: number): ByteRange | undefined {
  if (header?.includes(',')) throw notImplemented('more than one range in a request');
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined;

  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (first > last) {
    throw new S3Error('InvalidRange', 'The requested range is not satisfiable', { ActualObjectSize: size });
  }
  return { first, last };
}

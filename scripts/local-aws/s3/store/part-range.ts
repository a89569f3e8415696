import { S3Error } from '../errors.ts';
import type { ByteRange } from '../request/byte-range.ts';
import type { ObjectInfo } from './object-file.ts';

/**
 * Returns the bytes of one part of an object, or undefined when the object is empty. An object that was not uploaded in parts
 * has one part.
 *
 * @throws {S3Error} when the object has no such part (`InvalidPartNumber`)
 */
export function partRange({ size, partSizes = [size] }: ObjectInfo, partNumber: string): ByteRange | undefined {
  const index = Number(partNumber) - 1;
  const partSize = partSizes[index];
  if (partSize === undefined) {
    throw new S3Error('InvalidPartNumber', 'The requested partnumber is not satisfiable', {
      PartNumberRequested: partNumber,
      ActualPartCount: partSizes.length,
    });
  }
  if (partSize === 0) return undefined;
  const first = partSizes.slice(0, index).reduce((sum, each) => sum + each, 0);
  return { first, last: first + partSize - 1 };
}

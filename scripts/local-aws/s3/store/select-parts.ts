import { S3Error } from '../errors.ts';
import type { Part } from './joined-parts.ts';

/** The minimum size of every part except the last. */
const minPartBytes = 5 * 1024 * 1024;

/** A part, as the request that completes an upload lists it. */
export interface ListedPart {
  readonly partNumber: number;
  /** Without quotes. */
  readonly etag: string;
  readonly checksum?: string | undefined;
}

/**
 * Returns the listed parts, in the order of the list.
 *
 * @throws {S3Error} when S3 would refuse the list (`InvalidPartOrder`, `InvalidPart` or `EntityTooSmall`)
 */
export function selectParts(uploaded: ReadonlyMap<number, Part>, listed: readonly ListedPart[]): Part[] {
  if (listed.some(({ partNumber }, index) => partNumber <= (listed[index - 1]?.partNumber ?? 0))) {
    throw new S3Error('InvalidPartOrder', 'The list of parts was not in ascending order of their numbers.');
  }
  return listed.map(({ partNumber, etag, checksum }, index) => {
    const part = uploaded.get(partNumber);
    const same = part?.md5.toString('hex') === etag && (checksum === undefined || part.checksum?.value === checksum);
    if (!part || !same) {
      throw new S3Error(
        'InvalidPart',
        `Part ${partNumber} was not uploaded, or its ETag or checksum differs from the list.`,
      );
    }
    if (part.size < minPartBytes && index < listed.length - 1) {
      throw new S3Error('EntityTooSmall', `Part ${partNumber} has ${part.size} bytes; all but the last need 5 MiB.`);
    }
    return part;
  });
}

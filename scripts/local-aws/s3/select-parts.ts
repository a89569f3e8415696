import { S3Error } from './errors.ts';
import type { Part } from './joined-parts.ts';

/** S3 refuses a smaller part, unless it is the last. */
const minPartBytes = 5 * 1024 * 1024;

/** A part as the completion of an upload names it. */
export interface ListedPart {
  readonly partNumber: number;
  /** Without quotes. */
  readonly etag: string;
  readonly checksum?: string | undefined;
}

/**
 * The parts that a list names, in its order. Throws `InvalidPartOrder`, `InvalidPart` or `EntityTooSmall` for one that S3 refuses.
 */
export function selectParts(uploaded: ReadonlyMap<number, Part>, listed: readonly ListedPart[]): Part[] {
  if (listed.some(({ partNumber }, index) => partNumber <= (listed[index - 1]?.partNumber ?? 0))) {
    throw new S3Error('InvalidPartOrder', 'The list of parts was not in ascending order of their numbers.');
  }
  return listed.map(({ partNumber, etag, checksum }, index) => {
    const part = uploaded.get(partNumber);
    const same = part?.md5.toString('hex') === etag && (checksum === undefined || part.checksum?.value === checksum);
    if (!part || !same) {
      throw new S3Error('InvalidPart', `Part ${partNumber} was not uploaded, or is another than was listed.`);
    }
    if (part.size < minPartBytes && index < listed.length - 1) {
      throw new S3Error('EntityTooSmall', `Part ${partNumber} has ${part.size} bytes; all but the last need 5 MiB.`);
    }
    return part;
  });
}

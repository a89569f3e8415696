import type { Decoder } from '../decoders/decoder.ts';
import { type Credit, mergeCredits } from './credit.ts';
import { exifCredit } from './exif-credit.ts';
import { iptcCredit } from './iptc-credit.ts';
import { xmpCredit } from './xmp-credit.ts';

/**
 * Reads who made an image from the metadata that its decoder finds. Where several kinds say it, XMP counts first, since its letters
 * are certain, then IPTC. Returns undefined when none says anything.
 *
 * @param removed what was read before the metadata was removed
 * @throws {Error} of the decoder
 */
export async function readCredit(
  image: Buffer,
  { readMetadata }: Decoder,
  removed: Credit | undefined,
): Promise<Credit | undefined> {
  const { exif, iptc, xmp } = (await readMetadata?.(image)) ?? {};
  const found = [xmp && xmpCredit(xmp), iptc && iptcCredit(iptc), exif && exifCredit(exif), removed];
  const credit = mergeCredits(found.filter((it) => it !== undefined));
  return Object.values(credit).some((it) => it !== undefined) ? credit : undefined;
}

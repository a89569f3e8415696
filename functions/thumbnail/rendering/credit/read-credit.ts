import type { Decoder } from '../decoders/decoder.ts';
import { type Credit, mergeCredits } from './credit.ts';
import { exifCredit } from './exif-credit.ts';
import { photoshopCredit } from './photoshop-credit.ts';
import { xmpCredit } from './xmp-credit.ts';

/**
 * Reads the credit from the metadata that the decoder finds. XMP takes precedence, because its character encoding is certain; then
 * IPTC, then EXIF. Returns undefined when no metadata has a credit.
 *
 * @param removed the credit that was read before the metadata was removed; it counts first, since of a PNG only EXIF is left
 */
export async function readCredit(
  image: Buffer,
  { readMetadata }: Decoder,
  removed: Credit | undefined,
): Promise<Credit | undefined> {
  // The decoder may read only another form of the image. If it is damaged, decoding reports that.
  const { exif, iptc, xmp } = (await readMetadata?.(image).catch(() => undefined)) ?? {};
  const found = [removed, xmp && xmpCredit(xmp), iptc && photoshopCredit(iptc), exif && exifCredit(exif)];
  const credit = mergeCredits(found.filter((it) => it !== undefined));
  return Object.values(credit).some((it) => it !== undefined) ? credit : undefined;
}

import sharp, { type Metadata } from 'sharp';
import { Rejection } from '../../../errors.ts';

/** An address that is a picture itself, in either kind of quotation marks: its type, and its data. */
const embedded = /"\s*data:([^,"]*),([^"]*)"|'\s*data:([^,']*),([^']*)'/gi;
/** How librsvg knows a picture that it decodes: it goes by the type, not by the data. */
const plainTypes: Partial<Record<string, string>> = { png: 'image/png;base64', jpeg: 'image/jpeg;base64' };

/** Whether an SVG may have pictures inside. */
export function hasPictures(svg: Buffer): boolean {
  return /["']\s*data:/i.test(svg.toString('latin1'));
}

/**
 * Writes the pictures inside so that librsvg shows them as browsers do: as PNGs where it does not decode them, or knows nothing of
 * their orientation and profile. One that is damaged stays, and is left out by librsvg, as by browsers.
 *
 * @throws {Rejection} when there is a BMP, which browsers show and no decoder here
 */
export async function embedPictures(svg: Buffer): Promise<Buffer> {
  const text = svg.toString('latin1');
  const parts: string[] = [];
  let reached = 0;
  for (const { 0: whole, 1: type = '', 2: data = '', 3: otherType, 4: otherData, index } of text.matchAll(embedded)) {
    const address = await shownAddress(otherType ?? type, otherData ?? data);
    if (!address) continue;
    const quote = whole.charAt(0);
    parts.push(text.slice(reached, index), `${quote}data:${address}${quote}`);
    reached = index + whole.length;
  }
  return Buffer.from(parts.join('') + text.slice(reached), 'latin1');
}

/** Returns undefined when a picture can stay as it is, or is none. */
async function shownAddress(type: string, data: string): Promise<string | undefined> {
  const isBase64 = /;\s*base64\s*$/i.test(type);
  const unescaped = data
    .replaceAll(/&#x([0-9a-f]{1,6});/gi, (_, hex) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replaceAll(/&#(\d{1,7});/g, (_, digits) => String.fromCodePoint(Number(digits)))
    .replaceAll(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  const picture = Buffer.from(unescaped, isBase64 ? 'base64' : 'latin1');
  if (picture.toString('latin1', 0, 2) === 'BM' && /image\//i.test(type)) {
    throw new Rejection('unsupported-format', 'The svg image has a BMP inside, which is not drawn.');
  }
  const metadata = await sharp(picture, { failOn: 'error' })
    .metadata()
    .catch(() => undefined);
  if (!metadata || metadata.format === 'svg') return undefined;
  const plain = isAsStored(metadata) ? plainTypes[metadata.format] : undefined;
  if (plain) return plain === type && unescaped === data ? undefined : `${plain},${picture.toString('base64')}`;
  const png = await pngOf(picture);
  return png && `image/png;base64,${png.toString('base64')}`;
}

/** Whether the pixels are shown as they are stored. */
function isAsStored({ orientation = 1, hasProfile, space }: Metadata): boolean {
  return orientation === 1 && !hasProfile && space !== 'cmyk';
}

async function pngOf(picture: Buffer): Promise<Buffer | undefined> {
  try {
    return await sharp(picture, { failOn: 'error' }).autoOrient().png({ compressionLevel: 1 }).toBuffer();
  } catch {
    return undefined;
  }
}

import sharp, { type Metadata } from 'sharp';
import { Rejection } from '../../../errors.ts';

/** Matches a `data:` URL in either kind of quotation marks: its type, and its data. */
const embedded = /"\s*data:([^,"]*),([^"]*)"|'\s*data:([^,']*),([^']*)'/gi;
/** The declared types of pictures that librsvg decodes. It goes by these types, not by the data. */
const plainTypes: Partial<Record<string, string>> = { png: 'image/png;base64', jpeg: 'image/jpeg;base64' };

/** Whether an SVG may have embedded pictures. */
export function hasPictures(svg: Buffer): boolean {
  return /["']\s*data:/i.test(svg.toString('latin1'));
}

/**
 * Rewrites embedded pictures so that librsvg shows them as browsers do. A picture becomes a PNG if librsvg does not decode it, or would
 * ignore its orientation or profile. A damaged picture stays: librsvg leaves it out, as browsers do.
 *
 * @throws {Rejection} when a picture is a BMP, which browsers show, but no decoder in this program reads
 */
export async function embedPictures(svg: Buffer): Promise<Buffer> {
  const text = svg.toString('latin1');
  const parts: string[] = [];
  let reached = 0;
  for (const { 0: whole, 1: type = '', 2: data = '', 3: otherType, 4: otherData, index } of text.matchAll(embedded)) {
    const url = await rewrittenUrl(otherType ?? type, otherData ?? data);
    if (!url) continue;
    const quote = whole.charAt(0);
    parts.push(text.slice(reached, index), `${quote}data:${url}${quote}`);
    reached = index + whole.length;
  }
  return Buffer.from(parts.join('') + text.slice(reached), 'latin1');
}

/** Returns the new URL without its `data:`; undefined when the picture can stay as it is, or is none. */
async function rewrittenUrl(type: string, data: string): Promise<string | undefined> {
  const isBase64 = /;\s*base64\s*$/i.test(type);
  const unescaped = data
    .replaceAll(/&#x([0-9a-f]{1,6});/gi, (_, hex) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replaceAll(/&#(\d{1,7});/g, (_, digits) => String.fromCodePoint(Number(digits)))
    .replaceAll(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  const picture = Buffer.from(unescaped, isBase64 ? 'base64' : 'latin1');
  if (picture.toString('latin1', 0, 2) === 'BM' && /image\//i.test(type)) {
    throw new Rejection('unsupported-format', 'The svg image embeds a BMP, which is not supported.');
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

import sharp, { type Metadata } from 'sharp';
import { messageOf, Rejection } from '../../../errors.ts';
import { endOfImage } from '../jpeg/end-of-image.ts';
import { svg } from '../svg.ts';
import { applyEdits, type Edit } from './apply-edits.ts';
import { asDrawn } from './as-drawn.ts';
import { withoutReferences } from './references.ts';

/** Matches a `data:` URL in either kind of quotation marks: its type, and its data. */
const embedded = /"\s*data:([^,"]*),([^"]*)"|'\s*data:([^,']*),([^']*)'/gi;
/** The declared types of pictures that librsvg decodes. It goes by these types, not by the data. */
const plainTypes: Partial<Record<string, string>> = { png: 'image/png;base64', jpeg: 'image/jpeg;base64' };

const svgType = 'image/svg+xml;base64';
const signatureBytes = 1000;
/** The sizes of the header of a BMP, at byte 14. */
const bmpHeaders = new Set([12, 40, 52, 56, 64, 108, 124]);
/** The bytes that a whole picture has at its end. librsvg leaves out a picture without them, and browsers show a part of it. */
const endings: Partial<Record<string, readonly Buffer[]>> = {
  png: [Buffer.from('IEND')],
  jpeg: [endOfImage],
};

/** Whether an SVG may have embedded pictures. */
export function hasPictures(image: Buffer): boolean {
  return /["']\s*data:/i.test(image.toString('latin1'));
}

/**
 * Rewrites embedded pictures so that librsvg shows them as browsers do. A picture becomes a PNG if librsvg does not decode it, or would
 * ignore its orientation or profile. Data that is no picture stays: librsvg leaves it out, as browsers do.
 *
 * @throws {Rejection} when a picture is damaged, or browsers show it, but no decoder in this program reads it
 */
export async function embedPictures(image: Buffer): Promise<Buffer> {
  const text = image.toString('latin1');
  const edits: Edit[] = [];
  for (const { 0: whole, 1: type = '', 2: data = '', 3: otherType, 4: otherData, index } of text.matchAll(embedded)) {
    const url = await rewrittenUrl(otherType ?? type, otherData ?? data);
    if (!url) continue;
    const quote = whole.charAt(0);
    edits.push({ at: index, end: index + whole.length, text: `${quote}data:${url}${quote}` });
  }
  return Buffer.from(applyEdits(text, edits), 'latin1');
}

/** Returns the new URL without its `data:`; undefined when the picture can stay as it is, or is none. */
async function rewrittenUrl(type: string, data: string): Promise<string | undefined> {
  const isBase64 = /;\s*base64\s*$/i.test(type);
  // A fragment follows the data.
  const characters = withoutReferences(data).replace(/#.*/s, '');
  const [entity] = /&\w+;/.exec(characters) ?? [];
  if (entity) throw new Rejection('unsupported-format', `The svg image embeds a picture by the entity ${entity}`);
  const unescaped = characters.replaceAll(/%([0-9a-f]{2})/gi, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  const picture = Buffer.from(unescaped, isBase64 ? 'base64' : 'latin1');
  const unread = unreadFormatOf(picture, type);
  if (unread) throw new Rejection('unsupported-format', `The svg image embeds ${unread}, which is not supported.`);
  if (svg.matches(picture.toString('latin1', 0, signatureBytes)))
    return `${svgType},${(await embedPictures(asDrawn(picture))).toString('base64')}`;
  const metadata = await sharp(picture, { failOn: 'error' })
    .metadata()
    .catch(() => undefined);
  if (!metadata) return undefined;
  const isCut = endings[metadata.format]?.every((ending) => !picture.includes(ending)) ?? false;
  const plain = isAsStored(metadata) && !isCut ? plainTypes[metadata.format] : undefined;
  if (plain) return plain === type && unescaped === data ? undefined : `${plain},${picture.toString('base64')}`;
  return `image/png;base64,${(await pngOf(picture, metadata.format)).toString('base64')}`;
}

/** Returns the name of a format that browsers show, but no decoder in this program reads. */
function unreadFormatOf(picture: Buffer, type: string): string | undefined {
  const isLong = picture.length >= 22;
  if (picture.toString('latin1', 0, 2) === 'BM') {
    return /image\//i.test(type) || (isLong && bmpHeaders.has(picture.readUInt32LE(14))) ? 'a BMP' : undefined;
  }
  return isLong && picture.readUInt16LE(0) === 0 && [1, 2].includes(picture.readUInt16LE(2)) ? 'an icon' : undefined;
}

/** Whether the pixels are shown as they are stored. */
function isAsStored({ orientation = 1, hasProfile, space }: Metadata): boolean {
  return orientation === 1 && !hasProfile && space !== 'cmyk';
}

async function pngOf(picture: Buffer, format: string): Promise<Buffer> {
  try {
    return await sharp(picture, { failOn: 'warning' }).autoOrient().png({ compressionLevel: 1 }).toBuffer();
  } catch (error) {
    const [reason] = messageOf(error).split('\n');
    throw new Rejection('corrupt-image', `The svg image embeds a damaged ${format}: ${reason}`, { cause: error });
  }
}

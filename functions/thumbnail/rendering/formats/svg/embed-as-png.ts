import sharp from 'sharp';

/** The pictures inside an SVG that librsvg does not decode. */
const embedded = /(["'])data:image\/(?:webp|gif|avif)(?:;[^,"']*)?;base64,([^"']*)\1/gi;

/** Whether an SVG has pictures inside that librsvg does not decode, so that it would leave them out. */
export function hasForeignPictures(svg: Buffer): boolean {
  return /data:image\/(?:webp|gif|avif)/i.test(svg.toString('latin1'));
}

/** Writes those pictures as PNGs. One that is damaged stays, and is left out by librsvg, as by browsers. */
export async function embedAsPng(svg: Buffer): Promise<Buffer> {
  const text = svg.toString('latin1');
  const parts: string[] = [];
  let reached = 0;
  for (const { 0: whole, 1: quote = '', 2: base64 = '', index } of text.matchAll(embedded)) {
    const png = await pngOf(
      Buffer.from(
        base64.replaceAll(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
        'base64',
      ),
    );
    if (!png) continue;
    parts.push(text.slice(reached, index), `${quote}data:image/png;base64,${png.toString('base64')}${quote}`);
    reached = index + whole.length;
  }
  return Buffer.from(parts.join('') + text.slice(reached), 'latin1');
}

async function pngOf(picture: Buffer): Promise<Buffer | undefined> {
  try {
    return await sharp(picture, { failOn: 'error' }).autoOrient().png({ compressionLevel: 1 }).toBuffer();
  } catch {
    return undefined;
  }
}

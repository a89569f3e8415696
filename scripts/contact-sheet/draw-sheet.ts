import sharp, { type OverlayOptions } from 'sharp';
import type { Entry } from './entry.ts';

/** Pixels. */
const [picture, gap, textHeight] = [120, 8, 36];
const maxThumbnails = 3;
const maxTextLength = 44;

/** Draws images, each with its source at the left, its thumbnails beside it, and its key and outcome below. */
export async function drawSheet(entries: readonly Entry[], cardsInRow: number): Promise<Buffer> {
  const thumbnails = Math.max(1, ...entries.map((entry) => Math.min(maxThumbnails, entry.thumbnails.length)));
  const card = { width: (picture + gap) * (1 + thumbnails) + gap, height: picture + textHeight + gap };
  const rows = Math.ceil(entries.length / cardsInRow);
  const parts = await Promise.all(
    entries.map((entry, index) => {
      const left = (index % cardsInRow) * card.width + gap;
      return drawCard(entry, left, Math.floor(index / cardsInRow) * card.height + gap, card.width - gap);
    }),
  );
  const [width, height] = [cardsInRow * card.width, rows * card.height + gap];
  return sharp({ create: { width, height, channels: 3, background: '#c8c8d2' } })
    .composite(parts.flat())
    .png({ palette: true })
    .toBuffer();
}

async function drawCard(entry: Entry, left: number, top: number, width: number): Promise<OverlayOptions[]> {
  const pictures = [entry.source, ...entry.thumbnails.slice(0, maxThumbnails)];
  const drawn = await Promise.all(
    pictures.map(async (image, index) => ({
      input: image ? await fitted(image) : missing(),
      left: left + index * (picture + gap),
      top,
    })),
  );
  return [...drawn, { input: textOf([entry.key, entry.outcome], width), left, top: top + picture }];
}

/** On a ground that is no common background, so that transparency shows. */
function fitted(image: Uint8Array): Promise<Buffer> {
  return sharp(image)
    .resize({ width: picture, height: picture, fit: 'contain', background: '#0000' })
    .flatten({ background: '#a0a0b4' })
    .png()
    .toBuffer();
}

function missing(): Buffer {
  return svg(picture, picture, `<text x="8" y="${picture / 2}">not read by sharp</text>`);
}

function textOf(lines: readonly string[], width: number): Buffer {
  const texts = lines.map((line, index) => `<text x="0" y="${14 + index * 15}">${escapeXml(shortened(line))}</text>`);
  return svg(width, textHeight, texts.join(''));
}

function svg(width: number, height: number, content: string): Buffer {
  const attributes = 'xmlns="http://www.w3.org/2000/svg" font-family="sans-serif" font-size="11"';
  return Buffer.from(`<svg ${attributes} width="${width}" height="${height}">${content}</svg>`);
}

function shortened(line: string): string {
  return line.length > maxTextLength ? `…${line.slice(1 - maxTextLength)}` : line;
}

function escapeXml(text: string): string {
  return text.replace(/[<>&]/g, (character) => `&#${character.charCodeAt(0)};`);
}

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import type { CorpusImage } from './draw-corpus.ts';
import { imageClasses } from './image-classes.ts';
import { photoPixels } from './photo-pixels.ts';

const size = { width: 640, height: 480 };
/** Decoded in a process of their own, or so slowly that ten thousand would take too long. */
const formats = ['jpeg-2mp-420', 'progressive-2mp-444', 'png-2mp', 'webp-2mp', 'gif-2mp'];

/** Draws one small image of each common format into a directory. */
export async function smallImages(directory: string): Promise<CorpusImage[]> {
  await mkdir(directory, { recursive: true });
  const pixels = sharp(Uint8ClampedArray.from(await photoPixels(size)), { raw: { ...size, channels: 3 } });
  const images: CorpusImage[] = [];
  for (const image of imageClasses) {
    if (!image.encode || !formats.includes(image.name)) continue;
    const file = path.join(directory, `small-${image.name}.${image.extension}`);
    const { size: bytes } = await image.encode(pixels.clone()).toFile(file);
    images.push({ image, file, bytes });
  }
  return images;
}

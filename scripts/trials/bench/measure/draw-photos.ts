import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { photoPixels } from '../corpus/photo-pixels.ts';

const size = { width: 3000, height: 2000 };
/** Drawing takes longer than what is measured, and a decoder takes as long for a copy. */
const distinct = 4;

/** Writes JPEGs of 6 megapixels, each of about 1.7 MB, like a phone's photo of this size. */
export async function drawPhotos(directory: string, count: number): Promise<void> {
  await mkdir(directory, { recursive: true });
  const photos: Uint8Array[] = [];
  for (let seed = 1; seed <= Math.min(distinct, count); seed += 1) {
    const pixels = Uint8ClampedArray.from(await photoPixels(size, seed));
    photos.push(
      await sharp(pixels, { raw: { ...size, channels: 3 } })
        .jpeg({ quality: 92 })
        .toBuffer(),
    );
  }
  for (let index = 0; index < count; index += 1) {
    const photo = photos[index % distinct];
    if (photo) await writeFile(path.join(directory, `${String(index).padStart(4, '0')}.jpg`), photo);
  }
}

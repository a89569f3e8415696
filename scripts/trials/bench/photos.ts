import { randomFillSync } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';

const width = 3000;
const height = 2000;
/** Drawing takes longer than what is measured, and a decoder takes as long for a copy. */
const distinct = 4;

/**
 * Writes JPEGs of 6 megapixels that are as hard to decode as photos: fine grain over soft shapes. Each has about 2 MB, like a
 * phone's photo of this size.
 */
export async function drawPhotos(directory: string, count: number): Promise<void> {
  await mkdir(directory, { recursive: true });
  const photos = await Promise.all(Array.from({ length: distinct }, drawPhoto));
  for (let index = 0; index < count; index += 1) {
    const photo = photos[index % distinct];
    if (photo) await writeFile(path.join(directory, `${String(index).padStart(4, '0')}.jpg`), photo);
  }
}

async function drawPhoto(): Promise<Uint8Array> {
  const [shapes, grain] = await Promise.all([noise(30, 20), noise(width / 2, height / 2)]);
  return sharp(shapes, { raw: { width, height, channels: 3 } })
    .composite([{ input: grain, raw: { width, height, channels: 3 }, blend: 'soft-light' }])
    .jpeg({ quality: 85 })
    .toBuffer();
}

/** Returns noise of some columns and rows, stretched to the size of a photo. */
function noise(columns: number, rows: number): Promise<Buffer> {
  const random = randomFillSync(new Uint8Array(columns * rows * 3));
  const raw = { width: columns, height: rows, channels: 3 } as const;
  return sharp(random, { raw }).resize(width, height).toBuffer();
}

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import sharp, { type Sharp } from 'sharp';
import { type ImageClass, type Megapixels, photoSizes } from './image-classes.ts';
import { photoPixels } from './photo-pixels.ts';

const run = promisify(execFile);

/** An image of a class, as a file. */
export interface CorpusImage {
  image: ImageClass;
  file: string;
  bytes: number;
}

/** The size that is drawn. Larger photos repeat it, mirrored: drawing 108 MP would take a minute and 2 GB. */
const drawnSizes: Record<Megapixels, Megapixels> = { 2: 2, 12: 12, 24: 24, 50: 2, 108: 12 };

/**
 * Draws the images that the directory does not have yet, and returns those of all classes but HEIC where `heif-enc` is not
 * installed. A name tells what an image is, so those of an older version of the drawing have to be in another directory.
 *
 * @throws {Error} when an image cannot be encoded
 */
export async function drawCorpus(
  directory: string,
  classes: readonly ImageClass[],
  onDraw: (image: ImageClass) => void,
): Promise<CorpusImage[]> {
  await mkdir(directory, { recursive: true });
  const drawn = new Map<string, Sharp>();
  const corpus: CorpusImage[] = [];
  for (const image of classes) {
    const file = path.join(directory, `${image.name}.${image.extension}`);
    if (!existsSync(file)) {
      onDraw(image);
      const key = `${image.megapixels} ${image.isDeep}`;
      const pixels = drawn.get(key) ?? (await draw(image));
      drawn.set(key, pixels);
      if (!(await encode(image, pixels, file))) continue;
    }
    corpus.push({ image, file, bytes: (await stat(file)).size });
  }
  return corpus;
}

/** Returns false when the encoder is not installed. */
async function encode({ encode }: ImageClass, pixels: Sharp, file: string): Promise<boolean> {
  const aside = `${file}.${process.pid}`;
  if (encode) await encode(pixels.clone()).toFile(aside);
  else if (!(await encodeHeic(pixels, aside))) return false;
  await rename(aside, file);
  return true;
}

async function encodeHeic(pixels: Sharp, file: string): Promise<boolean> {
  const jpeg = `${file}.jpg`;
  await pixels.clone().jpeg({ quality: 95 }).toFile(jpeg);
  try {
    await run('heif-enc', ['-q', '60', '-o', file, jpeg]);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

async function draw({ megapixels, isDeep }: ImageClass): Promise<Sharp> {
  const size = photoSizes[drawnSizes[megapixels]];
  const levels = await photoPixels(size);
  const raw = { ...size, channels: 3 } as const;
  if (isDeep) {
    const samples = Uint16Array.from(levels, (level) => Math.min(65_535, Math.max(0, level * 257)));
    return sharp(samples, { raw }).toColourspace('rgb16');
  }
  const photo = sharp(Uint8ClampedArray.from(levels), { raw, limitInputPixels: false });
  const { width, height } = photoSizes[megapixels];
  if (width === size.width) return photo;
  const extended = photo.extend({ right: width - size.width, bottom: height - size.height, extendWith: 'mirror' });
  const { data, info } = await extended.raw().toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: { width: info.width, height: info.height, channels: 3 }, limitInputPixels: false });
}

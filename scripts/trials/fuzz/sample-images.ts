import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { root } from '../../cli/project-root.ts';

/** The directories of images that sharp cannot write, or that are stored in a special way. */
const drawnElsewhere = ['dds', 'formats', 'fuzz', 'images', 'progressive', 'restarts'];

/** Matches texts, and the pictures that the tests of DDS expect. */
const notDrawnElsewhere = /\.md$|^bc.*\.png$/;

const width = 120;
const height = 90;

/** Returns small images in every source format, and in the ways to store each. The same at every call. */
export async function sampleImages(): Promise<ReadonlyMap<string, Buffer>> {
  const frames = await Promise.all([0, 90, 180].map((hue) => still().modulate({ hue }).png().toBuffer()));
  const animated = () => sharp(frames, { join: { animated: true } });
  const clear = () => still().ensureAlpha(0.5);
  const drawn: Record<string, Sharp> = {
    'a JPEG': still().jpeg(),
    'a progressive JPEG': still().jpeg({ progressive: true }),
    'a JPEG in CMYK': still().toColourspace('cmyk').jpeg(),
    'a JPEG with metadata': still()
      .withExif({ IFD0: { Model: 'Example' } })
      .withIccProfile('p3')
      .jpeg(),
    'a PNG': still().png(),
    'an interlaced PNG': still().png({ progressive: true }),
    'a PNG with a palette': still().png({ palette: true }),
    'a 16-bit PNG': clear().toColourspace('rgb16').png(),
    'a GIF': still().gif(),
    'an animated GIF': animated().gif(),
    'a WebP': still().webp(),
    'a lossless WebP': clear().webp({ lossless: true }),
    'a WebP with transparency': clear().webp(),
    'an animated WebP': animated().webp(),
    'an AVIF': still().avif({ effort: 0 }),
    'an AVIF with transparency': clear().avif({ effort: 0, bitdepth: 10 }),
    'a TIFF': still().tiff({ compression: 'none' }),
    'a TIFF with LZW': still().tiff({ compression: 'lzw' }),
    'a tiled TIFF': still().tiff({ compression: 'deflate', tile: true, tileWidth: 32, tileHeight: 32 }),
    'a TIFF with JPEG': still().tiff({ compression: 'jpeg' }),
    'a TIFF with WebP': still().tiff({ compression: 'webp' }),
    'a multi-page TIFF': animated().tiff({ compression: 'lzw' }),
  };
  const images = new Map<string, Buffer>();
  for (const [name, image] of Object.entries(drawn)) images.set(name, await image.toBuffer());
  for (const fixtures of drawnElsewhere) {
    const directory = path.join(root, 'test', 'fixtures', fixtures);
    for (const name of (await readdir(directory)).sort()) {
      if (!notDrawnElsewhere.test(name)) images.set(`${fixtures}/${name}`, await readFile(path.join(directory, name)));
    }
  }
  return images.set('an SVG', Buffer.from(svg));
}

/** Has detail everywhere, so that every part of a file matters. */
function still(): Sharp {
  const pixels = Buffer.alloc(width * height * 3);
  for (let index = 0; index < pixels.length; index += 1) {
    pixels[index] = 128 + 60 * Math.sin(index / 50) + 60 * Math.sin((index * index) / 9000);
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="120" height="90">
<defs><linearGradient id="g"><stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient>
<filter id="f"><feGaussianBlur stdDeviation="3"/></filter><clipPath id="c"><circle cx="60" cy="45" r="40"/></clipPath></defs>
<g clip-path="url(#c)" transform="rotate(5)"><rect width="120" height="90" fill="url(#g)" filter="url(#f)"/></g>
<path id="p" d="M10 10 L50 80 C 20 20, 40 20, 110 80 Z" opacity="0.5"/><use xlink:href="#p" x="5"/><text x="9" y="20">Text</text>
</svg>`;

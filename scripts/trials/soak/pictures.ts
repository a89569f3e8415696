import sharp from 'sharp';
import type { Random } from '../random.ts';

export interface Picture {
  bytes: Buffer;
  /** False for what can never become a thumbnail. */
  isImage: boolean;
}

/** Draws pictures in every format, and adds some objects that are no images. No two have the same bytes. */
export async function drawPictures(random: Random): Promise<Picture[]> {
  const drawn: Buffer[] = [];
  for (let index = 0; index < 24; index += 1) drawn.push(await draw(random, index));
  const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = drawn;
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><circle r="20"/></svg>';
  const images = [...drawn, Buffer.from(svg)];
  const others = [
    Buffer.from('This is no image.'),
    Buffer.alloc(0),
    first.subarray(0, first.length / 2),
    second.subarray(0, second.length / 3),
  ];
  return [...images.map((bytes) => ({ bytes, isImage: true })), ...others.map((bytes) => ({ bytes, isImage: false }))];
}

const formats = ['jpeg', 'png', 'webp', 'gif', 'tiff'] as const;

function draw(random: Random, index: number): Promise<Buffer> {
  const background = { r: random.below(256), g: random.below(256), b: random.below(256) };
  const [width, height] = [80 + random.below(300), 80 + random.below(300)];
  // A mark of its own makes each picture differ, so that its ETag identifies it.
  const mark = { create: { width: 1 + index, height: 20, channels: 3 as const, background: 'white' } };
  return sharp({ create: { width, height, channels: 3, background } })
    .composite([{ input: mark, left: 0, top: 0 }])
    .toFormat(formats[index % formats.length] ?? 'png')
    .toBuffer();
}

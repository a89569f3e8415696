import sharp from 'sharp';
import type { Random } from '../random.ts';

/** Some are drawn anew for each soak, in every format; others can never become a thumbnail. */
export async function drawPictures(random: Random): Promise<Buffer[]> {
  const pictures: Buffer[] = [];
  for (let index = 0; index < 24; index += 1) pictures.push(await draw(random, index));
  const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = pictures;
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><circle r="20"/></svg>';
  return [
    ...pictures,
    Buffer.from(svg),
    Buffer.from('This is no image.'),
    Buffer.alloc(0),
    first.subarray(0, first.length / 2),
    second.subarray(0, second.length / 3),
  ];
}

const formats = ['jpeg', 'png', 'webp', 'gif', 'tiff'] as const;

function draw(random: Random, index: number): Promise<Buffer> {
  const background = { r: random.below(256), g: random.below(256), b: random.below(256) };
  const [width, height] = [80 + random.below(300), 80 + random.below(300)];
  // No two are the same, or one could not be told from another by its ETag.
  const mark = { create: { width: 1 + index, height: 20, channels: 3 as const, background: 'white' } };
  return sharp({ create: { width, height, channels: 3, background } })
    .composite([{ input: mark, left: 0, top: 0 }])
    .toFormat(formats[index % formats.length] ?? 'png')
    .toBuffer();
}

import { quartered } from './pictures.ts';

/** Returns a GIF of 100 x 100 with so many frames of one pixel. Each takes 23 bytes. */
export function gifOfFrames(count: number): Buffer {
  const header = Buffer.from('GIF89a\x64\0\x64\0\x80\0\0\0\0\0\xff\xff\xff', 'latin1');
  const frame = Buffer.from('\x21\xf9\x04\0\x01\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0', 'latin1');
  return Buffer.concat([header, ...Array<Buffer>(count).fill(frame), Buffer.from(';')]);
}

/** Returns a TIFF with so many pages of 2 x 2 pixels, which share their four bytes, and so many unknown tags on each. */
export function tiffOfPages(count: number, moreTags = 0): Buffer {
  const pageTags = 9 + moreTags;
  const pageBytes = 2 + pageTags * 12 + 4;
  const tiff = Buffer.alloc(8 + count * pageBytes + 4);
  const pixels = 8 + count * pageBytes;
  tiff.write('II*\0', 'latin1');
  tiff.writeUInt32LE(8, 4);
  // Width, height, bits, compression, meaning of a sample, position of the pixels, samples, rows and bytes of the strip.
  const tags = [256, 2, 257, 2, 258, 8, 259, 1, 262, 1, 273, pixels, 277, 1, 278, 2, 279, 4];
  for (let page = 0; page < count; page += 1) {
    const start = 8 + page * pageBytes;
    tiff.writeUInt16LE(pageTags, start);
    for (let index = 0; index < pageTags; index += 1) {
      const [tag = 43_000 + index, value = 0] = tags.slice(index * 2);
      const at = start + 2 + index * 12;
      tiff.writeUInt16LE(tag, at);
      tiff.writeUInt16LE(4, at + 2);
      tiff.writeUInt32LE(1, at + 4);
      tiff.writeUInt32LE(value, at + 8);
    }
    tiff.writeUInt32LE(page + 1 < count ? start + pageBytes : 0, start + pageBytes - 4);
  }
  return tiff;
}

/** Returns the chunks of a WebP with so many frames, which are empty. */
export function webpOfFrames(count: number): Buffer {
  const chunk = (name: string, content: Buffer) => {
    const size = Buffer.alloc(4);
    size.writeUInt32LE(content.length);
    return Buffer.concat([Buffer.from(name), size, content, Buffer.alloc(content.length % 2)]);
  };
  const frames = Array<Buffer>(count).fill(chunk('ANMF', Buffer.alloc(17)));
  const chunks = [chunk('VP8X', Buffer.alloc(10)), chunk('ANIM', Buffer.alloc(6)), ...frames];
  return chunk('RIFF', Buffer.concat([Buffer.from('WEBP'), ...chunks]));
}

/** Returns a progressive JPEG with so many scans: its last one is repeated. */
export async function jpegOfScans(count: number): Promise<Buffer> {
  const jpeg = await quartered(64, 64).jpeg({ progressive: true }).toBuffer();
  const scans = jpeg.toString('latin1').split('\xff\xda');
  const last = Buffer.from(`\xff\xda${scans.at(-1)?.slice(0, -2)}`, 'latin1');
  const times = count - (scans.length - 1);
  return Buffer.concat([jpeg.subarray(0, -2), ...Array<Buffer>(times).fill(last), jpeg.subarray(-2)]);
}

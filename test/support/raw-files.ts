import { isoBox, u32 } from './iso-boxes.ts';

/** A page of a raw image that is like a TIFF. */
export interface RawPage {
  /** Numbers of 16 or 32 bits, by the numbers of their tags. */
  tags: Record<number, number>;
  /** The data of strips. */
  strips?: readonly Buffer[];
  /** Further pages, which this one names. */
  pages?: readonly RawPage[];
}

const long = 4;

/** Returns a raw image that is like a little-endian TIFF. Its first page comes first, as in files of cameras. */
export function rawTiff(page: RawPage, signature = 'II*\0'): Buffer {
  const header = Buffer.concat([Buffer.from(signature, 'latin1'), Buffer.from([8, 0, 0, 0])]);
  const chunks: Buffer[] = [header];
  write(page);
  return Buffer.concat(chunks);

  function append(bytes: Buffer): number {
    const start = chunks.reduce((sum, { length }) => sum + length, 0);
    chunks.push(bytes);
    return start;
  }

  function write({ tags, strips = [], pages = [] }: RawPage): number {
    const count = Object.keys(tags).length + (strips.length > 0 ? 2 : 0) + (pages.length > 0 ? 1 : 0);
    const directory = Buffer.alloc(2 + count * 12 + 4);
    const start = append(directory);
    const values: Record<number, number[]> = {};
    for (const [number, value] of Object.entries(tags)) values[Number(number)] = [value];
    if (strips.length > 0) {
      values[273] = strips.map(append);
      values[279] = strips.map(({ length }) => length);
    }
    if (pages.length > 0) values[330] = pages.map(write);
    directory.writeUInt16LE(count);
    for (const [index, [number, numbers]] of Object.entries(values).entries()) {
      const at = 2 + index * 12;
      directory.writeUInt16LE(Number(number), at);
      directory.writeUInt16LE(long, at + 2);
      directory.writeUInt32LE(numbers.length, at + 4);
      const bytes = Buffer.alloc(4 * numbers.length);
      for (const [place, value] of numbers.entries()) bytes.writeUInt32LE(value, 4 * place);
      directory.writeUInt32LE(numbers.length === 1 ? (numbers[0] ?? 0) : append(bytes), at + 8);
    }
    return start;
  }
}

/** Returns a DNG with a JPEG as its preview, and these pages beside it. */
export function dng(preview: Buffer, orientation: number, ...others: RawPage[]): Buffer {
  const small = { 254: 1, 271: 0, 274: orientation, 50706: 0x0401 };
  return rawTiff({ tags: small, pages: [...others, { tags: { 254: 1, 259: 7 }, strips: [preview] }] });
}

/** Returns a raw image of Canon's newer cameras, with a JPEG as its preview. */
export function cr3(preview: Buffer, orientation: number): Buffer {
  const identifier = Buffer.from('85c0b687820f11e08111f4ce462b6a48', 'hex');
  const head = isoBox('CMT1', rawTiff({ tags: { 274: orientation } }));
  return Buffer.concat([
    isoBox('ftyp', Buffer.from('crx \0\0\0\x01crx isom', 'latin1')),
    isoBox('moov', isoBox('uuid', identifier, isoBox('CNCV', u32(0)), head)),
    isoBox('uuid', Buffer.alloc(16), isoBox('PRVW', Buffer.alloc(16), preview)),
  ]);
}

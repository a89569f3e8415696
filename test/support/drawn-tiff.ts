import { quarterAt } from './pictures.ts';

export interface DrawnTiff {
  /** Bits of a sample. */
  bits: number;
  /** How the samples are colours. https://www.awaresystems.be/imaging/tiff/tifftags/photometricinterpretation.html */
  photometric: number;
  /** Returns the samples of a pixel of one colour: unsigned numbers of so many bits. */
  samplesOf(colour: readonly number[]): readonly (number | bigint)[];
  /** Further tags, of short numbers. */
  tags?: Record<number, readonly number[]>;
  profile?: Buffer;
}

const [width, height] = [16, 12];
const [short, long, undefinedType] = [3, 4, 7];

/** Draws `quartered` as a TIFF whose numbers are big-endian, so that samples of any number of bits follow one another. */
export function drawnTiff({ bits, photometric, samplesOf, tags = {}, profile }: DrawnTiff): Buffer {
  const rows = Array.from({ length: height }, (_, row) =>
    packed(
      Array.from({ length: width }, (_, column) =>
        samplesOf(quarterAt((column + 0.5) / width, (row + 0.5) / height)),
      ).flat(),
      bits,
    ),
  );
  const pixels = Buffer.concat(rows);
  const samples = samplesOf([0, 0, 0]).length;
  const shorts: Record<number, readonly number[]> = {
    256: [width],
    257: [height],
    258: new Array<number>(samples).fill(bits),
    259: [1],
    262: [photometric],
    277: [samples],
    278: [height],
    ...tags,
  };
  return written(
    [
      ...Object.entries(shorts).map(([number, values]): Tag => [Number(number), short, bytesOf(values, 2)]),
      [273, long, bytesOf([pixelsAt], 4)],
      [279, long, bytesOf([pixels.length], 4)],
      ...(profile ? [[34_675, undefinedType, profile] satisfies Tag] : []),
    ],
    pixels,
  );
}

/** The bits of a floating point number of 32 bits. */
export function floatBits(value: number): number {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatBE(value);
  return bytes.readUInt32BE();
}

type Tag = [number: number, type: number, values: Buffer];

/** Behind the signature. */
const pixelsAt = 8;

function written(tags: Tag[], pixels: Buffer): Buffer {
  const directoryAt = pixelsAt + pixels.length + (pixels.length % 2);
  const outside: Buffer[] = [];
  let outsideAt = directoryAt + 2 + tags.length * 12 + 4;
  const entries = tags
    .sort(([one], [other]) => one - other)
    .map(([number, type, values]) => {
      const place = Buffer.alloc(4);
      if (values.length <= 4) values.copy(place);
      else {
        place.writeUInt32BE(outsideAt);
        const even = Buffer.concat([values, Buffer.alloc(values.length % 2)]);
        outside.push(even);
        outsideAt += even.length;
      }
      const count = values.length / (type === long ? 4 : type === short ? 2 : 1);
      return Buffer.concat([bytesOf([number, type], 2), bytesOf([count], 4), place]);
    });
  return Buffer.concat([
    Buffer.from('MM\0*', 'latin1'),
    bytesOf([directoryAt], 4),
    pixels,
    Buffer.alloc(pixels.length % 2),
    bytesOf([tags.length], 2),
    ...entries,
    Buffer.alloc(4),
    ...outside,
  ]);
}

function packed(samples: readonly (number | bigint)[], bits: number): Buffer {
  const digits = samples.map((sample) => BigInt(sample).toString(2).padStart(bits, '0')).join('');
  return Buffer.from((digits.match(/.{1,8}/g) ?? []).map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2)));
}

function bytesOf(values: readonly number[], bytes: number): Buffer {
  return Buffer.concat(
    values.map((value) => {
      const buffer = Buffer.alloc(bytes);
      buffer.writeUIntBE(value, 0, bytes);
      return buffer;
    }),
  );
}

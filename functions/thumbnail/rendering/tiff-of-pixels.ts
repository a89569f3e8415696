/** Pixels of unsigned samples, not compressed. */
export interface Pixels {
  width: number;
  height: number;
  colours: 'grey' | 'rgb' | 'cmyk';
  hasAlpha: boolean;
  /** 1 by default. The low byte comes first. */
  bytesPerSample?: 1 | 2;
  /** The EXIF orientation. */
  orientation: number;
  /** The ICC profile of the samples. */
  profile: Uint8Array | undefined;
}

const samplesOf = { grey: 1, rgb: 3, cmyk: 4 };
/** The values of PhotometricInterpretation. */
const interpretations = { grey: 1, rgb: 2, cmyk: 5 };

const tagBytes = 12;
const [short, long, undefinedType] = [3, 4, 7];
/** The approximate size of a strip: libtiff reads one strip at a time. */
const stripBytes = 65_536;

type Tag = [number: number, type: number, values: Buffer];

/**
 * Returns a TIFF with space for its pixels, and their position. A TIFF is needed because sharp takes a profile only from a file. The
 * strips follow one another. https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf
 */
export function tiffOfPixels(pixels: Pixels): { tiff: Buffer; samples: number; pixelsAt: number } {
  const { width, height, colours, hasAlpha, bytesPerSample = 1, orientation, profile } = pixels;
  const samples = samplesOf[colours] + (hasAlpha ? 1 : 0);
  const rowBytes = width * samples * bytesPerSample;
  const rowsPerStrip = Math.max(1, Math.floor(stripBytes / rowBytes));
  const strips = Math.ceil(height / rowsPerStrip);
  const bytesOfStrip = (strip: number) => Math.min(rowsPerStrip, height - strip * rowsPerStrip) * rowBytes;
  const tags = (pixelsAt: number): Tag[] => [
    [256, long, longs([width])],
    [257, long, longs([height])],
    [258, short, shorts(new Array(samples).fill(8 * bytesPerSample))],
    [259, short, shorts([1])],
    [262, short, shorts([interpretations[colours]])],
    [273, long, longs(Array.from({ length: strips }, (_, strip) => pixelsAt + strip * rowsPerStrip * rowBytes))],
    [274, short, shorts([orientation])],
    [277, short, shorts([samples])],
    [278, long, longs([rowsPerStrip])],
    [279, long, longs(Array.from({ length: strips }, (_, strip) => bytesOfStrip(strip)))],
    // The colours are not premultiplied by alpha.
    ...(hasAlpha ? [[338, short, shorts([2])] satisfies Tag] : []),
    ...(profile ? [[34_675, undefinedType, Buffer.from(profile)] satisfies Tag] : []),
  ];
  const pixelsAt = headerOf(tags(0)).length;
  const tiff = Buffer.alloc(pixelsAt + rowBytes * height);
  headerOf(tags(pixelsAt)).copy(tiff);
  return { tiff, samples, pixelsAt };
}

/** Returns the signature, the tags, and the values that do not fit into a tag. */
function headerOf(tags: readonly Tag[]): Buffer {
  const directory = Buffer.alloc(8 + 2 + tags.length * tagBytes + 4);
  directory.write('II*\0', 'latin1');
  directory.writeUInt32LE(8, 4);
  directory.writeUInt16LE(tags.length, 8);
  const outside: Buffer[] = [];
  let outsideAt = directory.length;
  for (const [index, [number, type, values]] of tags.entries()) {
    const at = 10 + index * tagBytes;
    directory.writeUInt16LE(number, at);
    directory.writeUInt16LE(type, at + 2);
    directory.writeUInt32LE(values.length / bytesOf(type), at + 4);
    if (values.length <= 4) values.copy(directory, at + 8);
    else {
      directory.writeUInt32LE(outsideAt, at + 8);
      // Values begin at even positions.
      const padded = Buffer.concat([values, Buffer.alloc(values.length % 2)]);
      outside.push(padded);
      outsideAt += padded.length;
    }
  }
  return Buffer.concat([directory, ...outside]);
}

function bytesOf(type: number): number {
  if (type === long) return 4;
  return type === short ? 2 : 1;
}

function shorts(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(value, index * 2);
  return bytes;
}

function longs(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, index * 4);
  return bytes;
}

import sharp from 'sharp';
import type { SourceFormat } from './formats.ts';

/** What an image says of itself before anything of it is decoded. */
export interface Header {
  format: SourceFormat;
  /** Pixels. */
  width: number;
  /** Pixels. */
  height: number;
  channels: number;
  bytesPerSample: number;
  /** Of a JPEG: progressive; of a PNG: interlaced. */
  isProgressive: boolean;
  /** Of a JPEG: how colour is stored, such as `4:2:0`. */
  chroma: string | undefined;
  /** How it is to be turned, as EXIF counts it: 1 for not at all, and from 5 its rows are shown as columns. */
  orientation: number;
}

/** @throws Error of libvips' when the bytes have no header that it can read */
export async function readHeader(image: Uint8Array, format: SourceFormat): Promise<Header> {
  const metadata = await sharp(image, { limitInputPixels: false }).metadata();
  return {
    format,
    width: metadata.width,
    height: metadata.height,
    channels: metadata.channels,
    bytesPerSample: bytesOf[metadata.depth] ?? 16,
    isProgressive: metadata.isProgressive,
    chroma: metadata.chromaSubsampling,
    orientation: metadata.orientation ?? 1,
  };
}

/** https://www.libvips.org/API/current/enum.BandFormat.html */
const bytesOf: Partial<Record<string, number>> = {
  uchar: 1,
  char: 1,
  ushort: 2,
  short: 2,
  uint: 4,
  int: 4,
  float: 4,
  complex: 8,
  double: 8,
  dpcomplex: 16,
};

import { Rejection } from '../../../errors.ts';
import type { Size } from '../../types.ts';
import { dds } from '../dds.ts';
import type { Rewriting } from '../format.ts';
import { rewritingOfBytes } from '../rewriting-of-bytes.ts';
import { blockFormats } from './block-formats.ts';
import { decodeBlocks } from './decode-blocks.ts';
import { decodeMasked, masksOf } from './masks.ts';

const [headerBytes, extendedHeaderBytes] = [128, 148];
const hasFourCc = 0x4;
/** BC6H, whose light may be brighter than white. */
const bc6h = ['DXGI 94', 'DXGI 95', 'DXGI 96'];

/**
 * Returns how to rewrite a DDS.
 *
 * @throws {Rejection} when it is cut off, or its pixel format is unknown
 */
export function rewritingOfDds(image: Buffer): Rewriting {
  if (image.length < headerBytes) throw cutOff(image);
  const size = dds.loader.readHeader(image);
  if (size.width === 0 || size.height === 0) throw new Rejection('corrupt-image', 'The dds image has no size.');
  const name = image.readUInt32LE(80) & hasFourCc ? nameOf(image) : undefined;
  const data = image.subarray(name?.startsWith('DXGI ') ? extendedHeaderBytes : headerBytes);
  const { bytes, decode } = pixelFormatOf(image, name, size);
  if (data.length < bytes) throw cutOff(image);
  return rewritingOfBytes({ ...size, channels: 4 }, () => decode(data));
}

interface PixelFormat {
  /** Bytes of the whole picture. */
  bytes: number;
  /** Returns the pixels as RGBA. */
  decode(data: Buffer): Buffer;
}

/** @throws {Rejection} when the pixel format is unknown */
function pixelFormatOf(image: Buffer, name: string | undefined, size: Size): PixelFormat {
  const pixelCount = size.width * size.height;
  const blocks = name === undefined ? undefined : blockFormats[name];
  if (blocks) {
    const blockCount = Math.ceil(size.width / 4) * Math.ceil(size.height / 4);
    return { bytes: blockCount * blocks.bytes, decode: (data) => decodeBlocks(data, size, blocks) };
  }
  const masks = masksOf(image, name);
  if (masks) {
    const bytes = Math.ceil((pixelCount * masks.bits) / 8) + masks.paletteBytes;
    return { bytes, decode: (data) => decodeMasked(data, pixelCount, masks) };
  }
  const isText = name === undefined || /^[\x20-\x7e]+$/.test(name);
  const format = isText ? (name ?? `${image.readUInt32LE(88)} bits a pixel`) : `number ${image.readUInt32LE(84)}`;
  const remark = name !== undefined && bc6h.includes(name) ? ' (BC6H, light that may be brighter than white)' : '';
  const reason = `The dds image has a pixel format that is not supported: ${format}${remark}.`;
  throw new Rejection('unsupported-format', reason);
}

/** Returns the name of the pixel format: its FourCC, or its DXGI number if the header is extended. */
function nameOf(image: Buffer): string {
  const name = image.toString('latin1', 84, 88);
  if (name !== 'DX10') return name;
  if (image.length < extendedHeaderBytes) throw cutOff(image);
  return `DXGI ${image.readUInt32LE(headerBytes)}`;
}

function cutOff(image: Buffer): Rejection {
  return new Rejection('corrupt-image', `The dds image is cut off: it has ${image.length} bytes.`);
}

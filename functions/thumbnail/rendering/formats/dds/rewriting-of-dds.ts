import { Rejection } from '../../../errors.ts';
import { dds } from '../dds.ts';
import type { Rewriting } from '../format.ts';
import { rewritingOfBytes } from '../rewriting-of-bytes.ts';
import { blockFormats } from './block-formats.ts';
import { decodeBlocks } from './decode-blocks.ts';
import { decodeMasked, masksOf } from './masks.ts';

const [headerBytes, extendedHeaderBytes] = [128, 148];
const isNamed = 0x4;

/** @throws {Rejection} when it is cut off, or of a kind that is not known */
export function rewritingOfDds(image: Buffer): Rewriting {
  if (image.length < headerBytes) throw cutOff(image);
  const { width, height } = dds.loader.readHeader(image);
  if (width === 0 || height === 0) throw new Rejection('corrupt-image', 'The dds image has no size.');
  const name = image.readUInt32LE(80) & isNamed ? nameOf(image) : undefined;
  const data = image.subarray(name?.startsWith('DXGI ') ? extendedHeaderBytes : headerBytes);
  const blocks = name === undefined ? undefined : blockFormats[name];
  const masks = masksOf(image, name);
  if (!blocks && !masks) {
    const isText = name === undefined || /^[\x20-\x7e]+$/.test(name);
    const kind = isText ? (name ?? `${image.readUInt32LE(88)} bits a pixel`) : `number ${image.readUInt32LE(84)}`;
    throw new Rejection('unsupported-format', `The dds image is of a kind that is not read: ${kind}.`);
  }
  const bytes = blocks
    ? Math.ceil(width / 4) * Math.ceil(height / 4) * blocks.bytes
    : Math.ceil((width * height * (masks?.bits ?? 0)) / 8) + (masks?.paletteBytes ?? 0);
  if (data.length < bytes) throw cutOff(image);
  return rewritingOfBytes({ width, height, channels: 4 }, () =>
    blocks ? decodeBlocks(data, { width, height }, blocks) : masks ? decodeMasked(data, width * height, masks) : data,
  );
}

/** Returns how the pixels are stored: four letters, or, in the extended header, a number of DXGI. */
function nameOf(image: Buffer): string {
  const name = image.toString('latin1', 84, 88);
  if (name !== 'DX10') return name;
  if (image.length < extendedHeaderBytes) throw cutOff(image);
  return `DXGI ${image.readUInt32LE(headerBytes)}`;
}

function cutOff(image: Buffer): Rejection {
  return new Rejection('corrupt-image', `The dds image is cut off: it has ${image.length} bytes.`);
}

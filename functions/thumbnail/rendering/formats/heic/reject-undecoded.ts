import { Rejection } from '../../../errors.ts';
import type { Size } from '../../types.ts';
import type { DecodedPixels } from '../format.ts';
import { type Item, readItems } from '../iso-media/items.ts';
import { storedSize } from '../iso-media/stored-size.ts';

/** A square of the picture, by its top left pixel. */
interface Square {
  left: number;
  top: number;
}

/** The part of a picture that is shown, before it is turned. */
interface Part extends Square, Size {}

/** The side of the square that is inspected at the end of each tile. The decoder works in blocks of at least twice this side. */
const side = 8;

/** The green of pixels that were not decoded, as measured for each matrix of YCC. They have no red and no blue. */
const undecodedGreens = new Set([77, 84, 89, 90, 94, 134, 135, 136]);

/**
 * Rejects a picture with a tile that was not decoded to its end, as far as it is shown. The decoder stops at damage, and reports nothing.
 * A picture without tiles counts as one.
 *
 * @param image the file that was decoded
 * @throws {Rejection} when a part is missing
 * @throws {RangeError} when the data is truncated
 */
export function rejectUndecoded(image: Buffer, decoded: DecodedPixels): void {
  const { primary, tiles = [] } = readItems(image) ?? {};
  if (!primary) return;
  const [tile = primary] = tiles;
  const [size, sizeOfTile] = [storedSize(image, primary), storedSize(image, tile)];
  const part = size && shownPart(image, primary, size);
  if (!part || !sizeOfTile) return;
  for (const square of endsOf(part, sizeOfTile)) {
    if (isUndecoded(decoded, turned(image, primary, part, square))) {
      throw new Rejection('corrupt-image', 'The heic image is damaged: a part of it cannot be decoded.');
    }
  }
}

/** Returns what is left after cropping; undefined when the picture is turned before. */
function shownPart(image: Buffer, { properties }: Item, { width, height }: Size): Part | undefined {
  const [first, ...later] = properties.filter(({ type }) => ['clap', 'imir', 'irot'].includes(type));
  if (later.some(({ type }) => type === 'clap')) return undefined;
  if (first?.type !== 'clap') return { left: 0, top: 0, width, height };
  const { content } = first;
  const [shownWidth, shownHeight] = [fractionAt(image, content), fractionAt(image, content + 8)];
  // The offset is that of the centre.
  const left = Math.floor(fractionAt(image, content + 16) + (width - shownWidth) / 2);
  const top = Math.round(fractionAt(image, content + 24) + (height - shownHeight) / 2);
  return { left, top, width: Math.round(shownWidth), height: Math.round(shownHeight) };
}

function fractionAt(image: Buffer, at: number): number {
  return image.readInt32BE(at) / image.readUInt32BE(at + 4);
}

/** Yields the last square of each tile that is shown, by its place in the part. */
function* endsOf({ left, top, width, height }: Part, tile: Size): Iterable<Square> {
  if (tile.width < side || tile.height < side) return;
  for (let tileTop = firstTile(top, tile.height); tileTop < top + height; tileTop += tile.height) {
    for (let tileLeft = firstTile(left, tile.width); tileLeft < left + width; tileLeft += tile.width) {
      yield {
        left: Math.min(tileLeft + tile.width - left, width) - side,
        top: Math.min(tileTop + tile.height - top, height) - side,
      };
    }
  }
}

function firstTile(from: number, length: number): number {
  return Math.floor(from / length) * length;
}

/** Returns where a square is displayed. The properties are applied in their order. */
function turned(image: Buffer, { properties }: Item, { width, height }: Size, { left, top }: Square): Square {
  for (const { type, content } of properties) {
    const value = image.readUInt8(content);
    if (type === 'imir') {
      if (value & 1) left = width - left - side;
      else top = height - top - side;
    }
    // Each quarter is anticlockwise.
    for (let quarters = type === 'irot' ? value & 3 : 0; quarters > 0; quarters -= 1) {
      [left, top] = [top, width - left - side];
      [width, height] = [height, width];
    }
  }
  return { left, top };
}

function isUndecoded({ width, height, channels, pixels }: DecodedPixels, { left, top }: Square): boolean {
  if (left < 0 || top < 0 || left + side > width || top + side > height) return false;
  const colourAt = (x: number, y: number) => pixels.readUIntBE((y * width + x) * channels, 3);
  const first = colourAt(left, top);
  const isGreen = (first & 0xff00ff) === 0 && undecodedGreens.has(first >> 8);
  if (!isGreen) return false;
  for (let y = top; y < top + side; y += 1) {
    for (let x = left; x < left + side; x += 1) if (colourAt(x, y) !== first) return false;
  }
  return true;
}

import { Rejection } from '../../../errors.ts';
import type { Item, Items } from './items.ts';

/**
 * Rejects a picture that libheif would show wrong: it fills missing data with green or black, and reports nothing.
 *
 * @param format for the message
 * @throws {Rejection} when data lies beyond the end, a tile has no data, or the alpha is not cropped like the colours
 */
export function rejectIncomplete(image: Buffer, { primary, items, alpha, tiles }: Items, format: string): void {
  const end = items.reduce((last, { dataEnd }) => Math.max(last, dataEnd), 0);
  if (end > image.length) {
    const reason = `The ${format} image is cut off: it has ${image.length} bytes, and its pictures end at ${end}.`;
    throw new Rejection('corrupt-image', reason);
  }
  if (tiles.some(({ dataBytes }) => dataBytes === 0)) {
    throw new Rejection('corrupt-image', `The ${format} image lacks the data of a tile.`);
  }
  if (primary && alpha && cropOf(image, primary) !== cropOf(image, alpha)) {
    throw new Rejection('unsupported-format', `The ${format} image does not crop its alpha like its colours.`);
  }
}

function cropOf(image: Buffer, { properties }: Item): string {
  const crop = properties.find(({ type }) => type === 'clap');
  return crop ? image.toString('hex', crop.content, crop.end) : '';
}

import { Rejection } from '../../../errors.ts';
import type { Item, Items } from './items.ts';

/**
 * libheif fills what is missing with green or black, and reports nothing.
 *
 * @param format its name
 * @throws {Rejection} when a picture lies beyond the end, or a part of the primary one has no data, or its transparency is not
 * cropped like its colours
 */
export function rejectIncomplete(image: Buffer, { primary, items, alpha, tiles }: Items, format: string): void {
  const end = items.reduce((last, { dataEnd }) => Math.max(last, dataEnd), 0);
  if (end > image.length) {
    const reason = `The ${format} image is cut off: it has ${image.length} bytes, and its pictures end at ${end}.`;
    throw new Rejection('corrupt-image', reason);
  }
  if (tiles.some(({ dataBytes }) => dataBytes === 0)) {
    throw new Rejection('corrupt-image', `The ${format} image lacks the data of a part of its picture.`);
  }
  if (primary && alpha && cropOf(image, primary) !== cropOf(image, alpha)) {
    throw new Rejection('unsupported-format', `The ${format} image crops its colours, and not its transparency.`);
  }
}

function cropOf(image: Buffer, { properties }: Item): string {
  const crop = properties.find(({ type }) => type === 'clap');
  return crop ? image.toString('hex', crop.content, crop.end) : '';
}

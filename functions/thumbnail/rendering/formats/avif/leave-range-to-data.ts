import type { Item, Items } from '../iso-media/items.ts';

/** The bits of `av1C` for subsampling. Across alone, they mean 4:2:2. */
const [subsamplingBits, acrossAlone] = [0x0c, 0x08];
const fullRangeFlag = 0x80;

/**
 * Removes the narrow range that the container declares, in place, where libheif would apply it twice: when it crops a picture, or turns
 * one in 4:2:2. The data of the picture declares the range too.
 *
 * @throws {RangeError} when the data is truncated
 */
export function leaveRangeToData(file: Buffer, { primary, tiles }: Items): void {
  if (!primary) return;
  const has = (name: string) => primary.properties.some(({ type }) => type === name);
  if (!has('clap') && !(has('irot') && [primary, ...tiles].some((item) => isHalvedAcross(file, item)))) return;
  for (const { type, content, associationAt, associationBytes } of primary.properties) {
    if (type !== 'colr' || file.toString('latin1', content, content + 4) !== 'nclx') continue;
    // The index 0 stands for no property.
    if ((file.readUInt8(content + 10) & fullRangeFlag) === 0)
      file.fill(0, associationAt, associationAt + associationBytes);
  }
}

function isHalvedAcross(file: Buffer, { properties }: Item): boolean {
  const configuration = properties.find(({ type }) => type === 'av1C');
  return configuration !== undefined && (file.readUInt8(configuration.content + 2) & subsamplingBits) === acrossAlone;
}

import type { Turn } from '../../types.ts';
import type { Item, Items } from './items.ts';

const turningTypes = ['irot', 'imir'];

/**
 * Removes the turn of a picture whose alpha has another turn, in place: libheif would turn the colours alone.
 *
 * @returns the removed turn; undefined when the decoder turns the picture
 */
export function takeUnevenTurn(file: Buffer, { primary, alpha }: Items): Turn | undefined {
  if (!primary || !alpha) return undefined;
  const turn = turnOf(file, primary);
  if (JSON.stringify(turn) === JSON.stringify(turnOf(file, alpha))) return undefined;
  for (const { type, associationAt, associationBytes } of [...primary.properties, ...alpha.properties]) {
    // The index 0 stands for no property.
    if (turningTypes.includes(type)) file.fill(0, associationAt, associationAt + associationBytes);
  }
  return turn;
}

/** The rotation comes before the reflection, whatever their order. https://aomediacodec.github.io/av1-avif/#transformative-properties */
function turnOf(file: Buffer, { properties }: Item): Turn {
  const [rotation, reflection] = turningTypes.map((type) => properties.find((property) => property.type === type));
  const quarters = rotation ? file.readUInt8(rotation.content) & 3 : 0;
  const axis = reflection && file.readUInt8(reflection.content) & 1;
  // The angle is anticlockwise.
  return { degrees: (360 - quarters * 90) % 360, isFlipped: axis === 0, isFlopped: axis === 1 };
}

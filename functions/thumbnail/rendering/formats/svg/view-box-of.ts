import { attributeOf, type Tag } from './tags-of.ts';

export type ViewBox = readonly [x: number, y: number, width: number, height: number];

/** Returns the view box of an element; undefined when it has none that is valid. */
export function viewBoxOf(tag: Tag): ViewBox | undefined {
  const numbers = (attributeOf(tag, 'viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const [x = 0, y = 0, width = 0, height = 0] = numbers;
  return numbers.length === 4 && numbers.every(Number.isFinite) ? [x, y, width, height] : undefined;
}

import { numberPattern } from './number-pattern.ts';

const points = /(?<=\spoints\s*=\s*["'])[-+.,e\d\s]+/gi;
const number = new RegExp(numberPattern, 'gi');

/** Removes the last number of each list of points that has an odd number of them, as browsers do: librsvg would draw nothing. */
export function evenPoints(svg: string): string {
  return svg.replaceAll(points, (list) => {
    const numbers = list.match(number) ?? [];
    return numbers.length % 2 === 0 ? list : numbers.slice(0, -1).join(' ');
  });
}

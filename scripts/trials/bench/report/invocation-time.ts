import { cpuMsOf } from './cpu-ms.ts';
import type { Report } from './report.ts';

/** The classes from which the time of other sizes is derived: the usual photos of cameras. */
const photos = /^jpeg-\d+mp-420$/;

/**
 * Returns the CPU time, in milliseconds, that the function takes for a baseline JPEG of a size. Between two measured sizes it is on the
 * line through both, and beyond them on the line through the nearest two.
 *
 * @param bytes the size of the file
 * @throws {Error} when the benchmark has measured fewer than two sizes
 */
export function invocationTime({ measured }: Pick<Report, 'measured'>, bytes: number): number {
  const points = measured.classes
    .filter(({ name, cpus }) => cpus === 'one' && photos.test(name))
    .map((result) => ({ bytes: result.bytes, ms: cpuMsOf(result) }))
    .sort((one, other) => one.bytes - other.bytes);
  const above = points.findIndex((point) => point.bytes >= bytes);
  const upper = Math.max(1, above < 0 ? points.length - 1 : above);
  const [from, to] = [points[upper - 1], points[upper]];
  if (!from || !to) throw new Error('The benchmark has no times of baseline JPEGs. To measure them: npm run bench');
  const perByte = (to.ms - from.ms) / (to.bytes - from.bytes);
  return Math.max(0, from.ms + (bytes - from.bytes) * perByte);
}

import { describeDuration } from './describe-duration.ts';

/** Returns the rate and the time that is left, for a progress bar. */
export function progressNote(done: number, total: number, elapsedMs: number): string {
  if (done === 0 || elapsedMs === 0) return '';
  const perSecond = done / (elapsedMs / 1000);
  return `, ${perSecond >= 10 ? Math.round(perSecond) : perSecond.toFixed(1)}/s, ${describeDuration((total - done) / perSecond)} left`;
}

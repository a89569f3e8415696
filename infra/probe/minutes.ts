import type { Settings } from '../settings.ts';

/** Reading the notifications costs next to nothing, and nobody wants to choose how often. */
const configurationMinutes = 15;

/** Returns the minutes between two runs of the probe, or undefined without one. */
export function probeMinutes({ probe }: Pick<Settings, 'probe'>): number | undefined {
  return typeof probe === 'object' ? probe.everyMinutes : probe && configurationMinutes;
}

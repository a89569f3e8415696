import type { EnvironmentSettings } from '../settings.ts';

/**
 * The settings whose value a stack has as it is, or times a factor, each with the value that stands for its variable. A setting that is
 * added here has a variable. Numbers are primes, so that no other number is a multiple of one by chance.
 */
export const plainSettings = {
  memoryMegabytes: 9973,
  maxEventAgeSeconds: 21_599,
  logRetentionDays: 2557,
  cacheControl: 'zzcachecontrol',
} as const satisfies Partial<EnvironmentSettings>;
export type PlainSetting = keyof typeof plainSettings;

/** Returns the name of the variable of a setting. */
export function variableOf(setting: string): string {
  return setting.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

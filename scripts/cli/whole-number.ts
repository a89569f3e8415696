import { UsageError } from './usage-error.ts';

/** The number that an option is given. @throws UsageError when it is none from `least` to `most` */
export function wholeNumber(option: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new UsageError(`${option} is ${JSON.stringify(text)}, expected a whole number from ${least} to ${most}.`);
}

import { type Option, value, wholeNumber } from '../cli/options.ts';

/** The option with which a random trial is repeated. */
export function seedOption(effect: string): Option<number> {
  const seed = wholeNumber(0, 2 ** 32 - 1).default(() => Date.now() % 2 ** 31);
  return value('N', `${effect} (default: from the clock; it is printed)`, seed);
}

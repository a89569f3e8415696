import { keyOf } from './key-of.ts';
import type { Settings } from './settings.ts';

/** Returns the ARNs of the KMS keys of some encryptions, each once. */
export function keysOf(encryptions: readonly Settings['encryption'][]): string[] {
  return [...new Set(encryptions.flatMap((encryption) => keyOf(encryption) ?? []))];
}

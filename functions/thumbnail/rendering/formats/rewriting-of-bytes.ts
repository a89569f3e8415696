import type { Size } from '../types.ts';
import type { Rewriting } from './format.ts';
import { writePlainTiff } from './tiff/plain-tiff.ts';

/**
 * Returns how to rewrite an upright picture in grey or RGB, with or without transparency.
 *
 * @param decode returns the samples, one byte each
 */
export function rewritingOfBytes(
  { width, height, channels }: Size & { channels: number },
  decode: () => Buffer,
): Rewriting {
  const form = { width, height, channels, bytesPerSample: 1, orientation: 1 } as const;
  return {
    header: { ...form, isProgressive: false, chroma: undefined, hasProfileOf16Bits: false },
    // The samples, and a copy of them.
    bytes: 2 * width * height * channels,
    image: () => writePlainTiff({ ...form, pixels: decode(), hasAlpha: channels % 2 === 0, profile: undefined }),
  };
}

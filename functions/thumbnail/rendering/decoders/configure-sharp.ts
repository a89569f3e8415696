import sharp from 'sharp';

/**
 * Lets sharp read with these loaders of libvips only, in the whole process. libvips has dozens, each a
 * way in for untrusted bytes, and it identifies the format by itself, regardless of `identifyFormat`.
 */
export function configureSharp(loaders: readonly string[]): void {
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: [...loaders] });
  // No image comes twice, so libvips' cache of operations would only hold memory.
  sharp.cache(false);
}

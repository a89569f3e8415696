import sharp from 'sharp';

/**
 * Lets sharp read with these loaders of libvips only, in the whole process. libvips has dozens, and each one that untrusted bytes
 * reach is a decoder to keep safe; it also identifies the format by itself, whatever the bytes were taken for.
 */
export function configureSharp(loaders: readonly string[]): void {
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: [...loaders] });
  // Every image is another one, so libvips' cache of operations would only hold memory.
  sharp.cache(false);
}

import type { Component, Frame } from './frame.ts';

/**
 * Whether a pixel of a component is the mean of a block at an eighth of the size. libjpeg decodes a component that is stored at half
 * the size or less in both directions at a larger one, so that less has to be enlarged.
 * https://github.com/libjpeg-turbo/libjpeg-turbo/blob/main/src/jdmaster.c
 */
export function showsOnlyMeans({ across, down }: Component, { components }: Frame): boolean {
  const maxAcross = Math.max(...components.map((component) => component.across));
  const maxDown = Math.max(...components.map((component) => component.down));
  return maxAcross % (across * 2) !== 0 || maxDown % (down * 2) !== 0;
}

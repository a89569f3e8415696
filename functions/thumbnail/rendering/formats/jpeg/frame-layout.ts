import type { Component, Frame } from './frame.ts';

const blockSide = 8;

/** The blocks of a component in each unit of a scan with all components, and in a scan of its own. */
export interface ComponentLayout {
  across: number;
  down: number;
  blocksAcross: number;
  blocksDown: number;
}

/** Returns the units of a scan with all components, and the blocks of each of these. */
export function frameLayout({ width, height, components }: Frame) {
  // A single component is not interleaved, so each unit is one block.
  const isAlone = components.length === 1;
  const maxAcross = Math.max(1, ...components.map(({ across }) => across));
  const maxDown = Math.max(1, ...components.map(({ down }) => down));
  const unitSide = (factor: number) => blockSide * (isAlone ? 1 : factor);
  return {
    unitsAcross: Math.ceil(width / unitSide(maxAcross)),
    unitsDown: Math.ceil(height / unitSide(maxDown)),
    of: ({ across, down }: Component): ComponentLayout => ({
      ...(isAlone ? { across: 1, down: 1 } : { across, down }),
      blocksAcross: Math.ceil((width * across) / (maxAcross * blockSide)),
      blocksDown: Math.ceil((height * down) / (maxDown * blockSide)),
    }),
  };
}

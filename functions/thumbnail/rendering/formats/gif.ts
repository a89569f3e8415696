import { type Format, storedPixelBytes } from './format.ts';
import { frameLimit } from './frame-limit.ts';
import { clearCanvas, framesToClear } from './gif/clear-canvas.ts';
import { firstFrameOf } from './gif/first-frame.ts';
import { type GifFrame, gifFrames } from './gif/frames.ts';
import { untilTruncated } from './until-truncated.ts';

export const gif = {
  matches: (beginning) => beginning.startsWith('GIF8'),
  loader: 'VipsForeignLoadNsgif',
  isIsolated: false,
  partLimit: frameLimit,
  memory: {
    kind: 'estimated',
    wholeImageBytes: ({ width, height }) => width * height * 4,
    // A GIF is always decoded with transparency, whatever its header says.
    pixelBytes: (header) => storedPixelBytes({ ...header, channels: 4 }),
    shrinksOnLoad: false,
  },
  inspect(original) {
    let image = original;
    const frames: GifFrame[] = [];
    untilTruncated(() => {
      for (const frame of gifFrames(original)) {
        frames.push(frame);
        if (frames.length > frameLimit.max) break;
      }
    });
    const [partCount, second] = [frames.length, frames[1]];
    // The original keeps all frames, in case a thumbnail is animated.
    const animation = second && original;
    untilTruncated(() => {
      image = firstFrameOf(second ? Buffer.from(original.subarray(0, second.descriptorAt)) : original);
    });
    const toClear = second ? framesToClear(original, frames) : [];
    const composeAnimation =
      toClear.length > 0
        ? async () => ({ animation: clearCanvas(original, toClear), frameCount: partCount })
        : undefined;
    return { image, animation, composeAnimation, partCount, strictness: 'warning' };
  },
} satisfies Format;

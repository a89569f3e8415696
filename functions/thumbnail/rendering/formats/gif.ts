import { type Format, storedPixelBytes } from './format.ts';
import { frameLimit } from './frame-limit.ts';
import { firstFrameOf } from './gif/first-frame.ts';
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
    let partCount = 0;
    let secondAt: number | undefined;
    untilTruncated(() => {
      for (const at of frames(image)) {
        partCount += 1;
        if (partCount === 2) secondAt = at;
        if (partCount > frameLimit.max) break;
      }
    });
    // The original keeps all frames, in case a thumbnail is animated.
    const animation = secondAt === undefined ? undefined : original;
    untilTruncated(() => {
      image = firstFrameOf(animation ? Buffer.from(original.subarray(0, secondAt)) : original);
    });
    return { image, animation, partCount, strictness: 'warning' };
  },
} satisfies Format;

/**
 * The position of each frame of a GIF. https://www.w3.org/Graphics/GIF/spec-gif89a.txt
 *
 * @throws {RangeError} when the data is truncated
 */
function* frames(image: Buffer): Iterable<number> {
  const colourTableBytes = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  let at = 13 + colourTableBytes(image.readUInt8(10));
  for (;;) {
    const kind = image.readUInt8(at);
    if (kind === 0x2c) {
      yield at;
      at += 11 + colourTableBytes(image.readUInt8(at + 9));
    } else if (kind === 0x21) at += 2;
    else return;
    for (let size = image.readUInt8(at); size > 0; size = image.readUInt8(at)) at += 1 + size;
    at += 1;
  }
}

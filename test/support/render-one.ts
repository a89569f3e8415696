import { sourceFormats } from '../../functions/thumbnail/contract/source-formats.ts';
import { Variant } from '../../functions/thumbnail/contract/variant.ts';
import { Rejection, type RejectionCode } from '../../functions/thumbnail/errors.ts';
import { configureSharp } from '../../functions/thumbnail/rendering/decoders/configure-sharp.ts';
import { loadersOf } from '../../functions/thumbnail/rendering/formats/index.ts';
import { render } from '../../functions/thumbnail/rendering/render.ts';
import type { RenderLimits, Source } from '../../functions/thumbnail/rendering/types.ts';
import { expectError } from './expect-error.ts';

// The function's own process does the same.
configureSharp(loadersOf({ isIsolated: false }));

export const variant = Variant.parse({ name: 'thumbnail', width: 20, height: 20, format: 'png' });

/** The limits of a function of the default size, with fewer pixels, and with time enough for a busy machine. */
export const limits: RenderLimits = { memoryBytes: 864_550_912, pixels: 100_000, cpuMs: 16_500, wallMs: 600_000 };

/** An image of any format, whose name tells nothing. */
export const source: Source = { key: 'image', formats: sourceFormats.options };

/** Renders one small thumbnail, lossless by default, and returns its bytes. */
export async function thumbnailOf(
  image: Uint8Array,
  changed: Partial<RenderLimits> = {},
  format: Variant['format'] = 'png',
): Promise<Uint8Array | undefined> {
  const { thumbnails } = await render(image, [{ ...variant, format }], { ...limits, ...changed }, source);
  return thumbnails[0]?.data;
}

export function expectRejected(
  image: Uint8Array,
  code: RejectionCode,
  changed: Partial<RenderLimits> = {},
): Promise<Rejection> {
  return expectError(Rejection, code, () => thumbnailOf(image, changed));
}

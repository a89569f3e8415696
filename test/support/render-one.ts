import { Variant } from '../../functions/thumbnail/contract.ts';
import { Rejection, type RejectionCode } from '../../functions/thumbnail/errors.ts';
import { configureSharp } from '../../functions/thumbnail/rendering/decoders/configure-sharp.ts';
import { loadersOf } from '../../functions/thumbnail/rendering/formats/index.ts';
import { render } from '../../functions/thumbnail/rendering/render.ts';
import type { RenderLimits } from '../../functions/thumbnail/rendering/types.ts';
import { expectError } from './expect-error.ts';

// As the function's own process does.
configureSharp(loadersOf({ isIsolated: false }));

export const variant = Variant.parse({ name: 'thumbnail', width: 20, height: 20, format: 'png' });

/** Those of a function of the default size, but for the pixels, and for the wall time: other tests may keep the machine busy. */
export const limits: RenderLimits = { memoryBytes: 864_550_912, pixels: 100_000, cpuMs: 16_500, wallMs: 600_000 };

/** The bytes of one small thumbnail, without loss unless another format is asked for. */
export async function thumbnailOf(
  image: Uint8Array,
  changed: Partial<RenderLimits> = {},
  format: Variant['format'] = 'png',
): Promise<Uint8Array | undefined> {
  const [thumbnail] = await render(image, [{ ...variant, format }], { ...limits, ...changed });
  return thumbnail?.data;
}

export function expectRejected(
  image: Uint8Array,
  code: RejectionCode,
  changed: Partial<RenderLimits> = {},
): Promise<Rejection> {
  return expectError(Rejection, code, () => thumbnailOf(image, changed));
}

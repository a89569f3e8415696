import { Variant } from '../../functions/thumbnail/contract.ts';
import { Rejection, type RejectionCode } from '../../functions/thumbnail/errors.ts';
import { render } from '../../functions/thumbnail/rendering/render.ts';
import { expectError } from './expect-error.ts';

const variant = Variant.parse({ name: 'thumbnail', width: 20, height: 20, format: 'png' });

/** The bytes of one small thumbnail, without loss, of an image of at most 100 000 pixels unless it says otherwise. */
export async function thumbnailOf(image: Uint8Array, maxPixels = 100_000): Promise<Uint8Array | undefined> {
  const [thumbnail] = await render(image, [variant], maxPixels);
  return thumbnail?.data;
}

export function expectRejected(image: Uint8Array, code: RejectionCode): Promise<Rejection> {
  return expectError(Rejection, code, () => thumbnailOf(image));
}

import type { Variant } from '../../functions/thumbnail/contract.ts';
import { contentTypes } from '../../functions/thumbnail/rendering/content-types.ts';
import type { Thumbnail } from '../../functions/thumbnail/rendering/types.ts';

/** Replaces the renderer: from the "image" `beach` and a variant named `small`, it makes the thumbnail `beach as small`. */
export async function textThumbnails(image: Uint8Array, variants: readonly Variant[]): Promise<Thumbnail[]> {
  return variants.map((variant) => ({
    variant,
    data: Buffer.from(`${Buffer.from(image)} as ${variant.name}`),
    contentType: contentTypes[variant.format],
    width: variant.width,
    height: variant.height,
  }));
}

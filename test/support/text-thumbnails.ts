import type { Variant } from '../../functions/thumbnail/contract.ts';
import { contentTypes } from '../../functions/thumbnail/rendering/thumbnail-content-types.ts';
import type { Rendered } from '../../functions/thumbnail/rendering/types.ts';

/** Replaces the renderer: from the "image" `beach` and a variant named `small`, it makes the thumbnail `beach as small`. */
export async function textThumbnails(image: Uint8Array, variants: readonly Variant[]): Promise<Rendered> {
  const thumbnails = variants.map((variant) => ({
    variant,
    data: Buffer.from(`${Buffer.from(image)} as ${variant.name}`),
    contentType: contentTypes[variant.format],
    width: variant.width,
    height: variant.height,
  }));
  return { width: 3000, height: 2000, thumbnails };
}

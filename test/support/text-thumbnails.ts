import type { Variant } from '../../functions/thumbnail/contract/variant.ts';
import { asThumbnail } from '../../functions/thumbnail/rendering/as-thumbnail.ts';
import type { Rendered } from '../../functions/thumbnail/rendering/types.ts';

/** Replaces the renderer: from the "image" `beach` and a variant named `small`, it makes the thumbnail `beach as small`. */
export async function textThumbnails(image: Uint8Array, variants: readonly Variant[]): Promise<Rendered> {
  const thumbnails = variants.map((variant) => {
    const data = Buffer.from(`${Buffer.from(image)} as ${variant.name}`);
    return asThumbnail(variant, 'jpeg', { data, width: variant.width ?? 300, height: variant.height ?? 200 });
  });
  return { width: 3000, height: 2000, thumbnails };
}

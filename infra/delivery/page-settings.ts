import { templateOfVariant } from '../../functions/thumbnail/keys/template-of-variant.ts';
import type { Settings } from '../settings.ts';

/** Returns what a web page must know of an environment to show its thumbnails: see `Pipeline` in `client/types.d.ts`. */
export function pageSettings({
  variants,
  thumbnailKeys,
  results,
  delivery,
}: Pick<Settings, 'variants' | 'thumbnailKeys' | 'results' | 'delivery'>) {
  const domain = delivery.cloudfront?.domain;
  return {
    // A name under cloudfront.net is known only after the deployment.
    ...(domain === undefined ? {} : { url: `https://${domain}` }),
    variants: variants.map((variant) => {
      const { name, width, height, fit, format } = variant;
      return { name, keyTemplate: templateOfVariant(variant, thumbnailKeys), width, height, fit, format };
    }),
    results,
  };
}

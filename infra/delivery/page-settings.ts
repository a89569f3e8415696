import type { Settings } from '../settings.ts';

/** Returns what a web page must know of an environment to show its thumbnails: see `Pipeline` in `client/types.d.ts`. */
export function pageSettings({ variants, results, delivery }: Pick<Settings, 'variants' | 'results' | 'delivery'>) {
  const domain = delivery.cloudfront?.domain;
  return {
    // A name under cloudfront.net is known only after the deployment.
    ...(domain === undefined ? {} : { url: `https://${domain}` }),
    variants: variants.map(({ name, width, height, fit, format }) => ({ name, width, height, fit, format })),
    results,
  };
}

import type { Settings } from './settings.ts';

/** Returns what a web page must know of an environment to show its thumbnails: see `Pipeline` in `client/types.d.ts`. */
export function pageSettings({ variants, results }: Pick<Settings, 'variants' | 'results'>) {
  return {
    variants: variants.map(({ name, width, height, fit, format }) => ({ name, width, height, fit, format })),
    results,
  };
}

import { variantsOf } from '../../functions/thumbnail/contract/variant.ts';
import { namesOf } from '../names.ts';
import { probeEnvironment } from '../probe/environment.ts';
import { environmentExcess } from './environment-excess.ts';
import { identity, rule } from './rule.ts';

/** Reports a probe that would fail on every run, leave thumbnails, or not fit into its function. */
export const probeFits = [
  rule(['probe', 'keyFilters'], ({ probe, keyFilters }) => {
    if (typeof probe !== 'object' || keyFilters.some(({ prefix }) => probe.prefix.startsWith(prefix))) return [];
    const example = `{ everyMinutes: ${probe.everyMinutes}, prefix: "${keyFilters[0]?.prefix}thumbnail-probe/" }`;
    const expected = `a prefix within one of keyFilters, which let no other key through, such as ${example}`;
    return [{ setting: 'probe', expected }];
  }),
  rule(['probe', 'variants'], ({ probe, variants }) => {
    if (typeof probe !== 'object' || variantsOf(probe.prefix, variants).length > 0) return [];
    const expected = `a prefix within the keyPrefix of a variant, such as "${variants[0]?.keyPrefix}thumbnail-probe/"`;
    return [{ setting: 'probe', expected }];
  }),
  rule(['probe', 'formats'], ({ probe, formats }) => {
    if (typeof probe !== 'object' || formats.png) return [];
    return [{ setting: 'probe', expected: '"configuration" with formats: { png: false }: its images are PNGs' }];
  }),
  rule(['probe', 'mirrorDeletes'], ({ probe, mirrorDeletes }) => {
    if (typeof probe !== 'object' || mirrorDeletes) return [];
    const because = 'the thumbnails of its images would stay for ever';
    return [{ setting: 'probe', expected: `"configuration" with mirrorDeletes: false: ${because}` }];
  }),
  rule(
    [...identity, 'probe', 'keyFilters', 'variants', 'thumbnailKeys', 'trigger', 'mirrorDeletes', 'versioning'],
    (settings) => {
      if (settings.probe === undefined) return [];
      const { sourceBucket: source, processedBucket: processed } = namesOf(settings, '000000000000');
      const because = environmentExcess(probeEnvironment(settings, { source, processed }));
      if (because === undefined) return [];
      return [{ setting: 'probe', expected: `no probe, or fewer or shorter keyFilters or variants: ${because}` }];
    },
  ),
];

import { rule } from './rule.ts';

/** Reports a probe that would fail on every run, or leave thumbnails. */
export const probeFits = rule(['probe', 'keyFilters', 'mirrorDeletes'], ({ probe, keyFilters, mirrorDeletes }) => {
  if (typeof probe !== 'object') return [];
  const isUploaded = keyFilters.some((filter) => probe.prefix.startsWith(filter.prefix));
  const [{ prefix: first } = { prefix: '' }] = keyFilters;
  const advice = `such as { everyMinutes: ${probe.everyMinutes}, prefix: "${first}thumbnail-probe/" }`;
  return [
    ...(isUploaded
      ? []
      : [
          {
            setting: 'probe' as const,
            expected: `a prefix within one of keyFilters, which let no other key through, ${advice}`,
          },
        ]),
    ...(mirrorDeletes
      ? []
      : [
          {
            setting: 'probe' as const,
            expected: '"configuration" with mirrorDeletes: false: the thumbnails of its images would stay for ever',
          },
        ]),
  ];
});

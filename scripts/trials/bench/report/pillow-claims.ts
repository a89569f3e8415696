import { geometricMean } from '../measure/statistics.ts';
import { atLeast, type Claim, type ClassResult, decidedByDecoder, notMeasured, ratioText, ratioTo } from './claim.ts';

/** Returns the goals of the comparison with Pillow: for each class, and for all together. */
export function pillowClaims(classes: readonly ClassResult[]): Claim[] {
  const compared = classes.filter(({ samples }) => 'pillow-resize-own' in samples);
  const decoding = compared.filter(({ name }) => !decidedByDecoder.includes(name));
  const forms = ['resize', 'thumbnail'] as const;
  const outputs = ['own', 'webp'] as const;
  const mean = { resize: 2, thumbnail: 1.3 };
  const each = decoding.map((result): Claim => {
    const ratios = forms.flatMap((form) => outputs.map((output) => ratioTo(result, `pillow-${form}-${output}`)));
    const names = ['resize', 'resize as WebP', 'thumbnail', 'thumbnail as WebP'];
    return {
      claim: `${result.title}: Pillow / the function`,
      goal: 'each at least 1',
      measured: ratios.map((ratio, index) => `${names[index]} ${ratioText(ratio)}`).join(', '),
      isMet: ratios.every((ratio) => ratio >= 1),
    };
  });
  if (decoding.length === 0) return [notMeasured('Pillow / the function, every class', 'each at least 1')];
  const means = forms.flatMap((form) =>
    outputs.map((output) => {
      const ratios = decoding.map((result) => ratioTo(result, `pillow-${form}-${output}`));
      const as = output === 'own' ? "the source's format" : 'WebP';
      return atLeast(`Pillow \`${form}\` to ${as} / the function, geometric mean`, mean[form], geometricMean(ratios));
    }),
  );
  return [...means, ...each];
}

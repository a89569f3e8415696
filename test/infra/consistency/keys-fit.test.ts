import { expect } from 'chai';
import fc from 'fast-check';
import { fillTemplate } from '../../../functions/thumbnail/keys/fill-template.ts';
import { keysOfSource } from '../../../functions/thumbnail/keys/keys-of-source.ts';
import { sourceKeyOf } from '../../../functions/thumbnail/keys/source-key-of.ts';
import { templateOfVariant } from '../../../functions/thumbnail/keys/template-of-variant.ts';
import { parseEnvironments } from '../../../infra/parse-environments.ts';
import type { EnvironmentSettings, Settings } from '../../../infra/settings.ts';
import { environment } from '../synthesized.ts';
import { anyTemplate, sourceKeys } from './key-cases.ts';

const small = { name: 'small', width: 100, height: 50 };
const anyVariants = fc.constantFrom<EnvironmentSettings['variants']>(
  [small],
  [small, { ...small, name: 'large', format: 'jpeg' }],
  [
    { name: 'a', width: 1, height: 1 },
    { name: 'aa', width: 1, height: 11 },
    { name: 'b', width: 11, height: 1 },
  ],
);

describe('keysFit', () => {
  it('lets no two thumbnails or results share a key, whatever template it accepts', () => {
    let accepted = 0;
    fc.assert(
      fc.property(anyTemplate, anyVariants, (thumbnailKeys, variants) => {
        const settings = accept({ thumbnailKeys, variants, results: true });
        if (!settings) return;
        accepted += 1;
        const keys = sourceKeys.map((key) => keysOfSource(key, { ...settings, probePrefix: undefined }));
        const made = keys.flatMap(({ thumbnails, result = '' }) => [...thumbnails.map(({ key }) => key), result]);
        expect(repeated(made)).to.deep.equal([]);
        expect(keys.flatMap(({ all }) => all.filter((key) => key.endsWith('/')))).to.deep.equal([]);
        for (const variant of settings.variants) {
          const template = templateOfVariant(variant, thumbnailKeys);
          const found = sourceKeys.map((sourceKey) => sourceKeyOf(template, fillTemplate(template, sourceKey)));
          expect(found).to.deep.equal(sourceKeys);
        }
      }),
      { numRuns: 200 },
    );
    expect(accepted).to.be.above(40);
  });

  it('lets no removal take what is current of another source', () => {
    let accepted = 0;
    fc.assert(
      fc.property(anyTemplate, anyTemplate, anyVariants, fc.boolean(), (thumbnailKeys, earlier, variants, results) => {
        const before = accept({ thumbnailKeys: earlier, variants });
        const retiredKeys = before?.variants.map((variant) => templateOfVariant(variant, earlier));
        const after = retiredKeys && accept({ thumbnailKeys, variants, retiredKeys, results });
        if (!after) return;
        accepted += 1;
        const keys = sourceKeys.map((key) => keysOfSource(key, { ...after, probePrefix: undefined }));
        const current = new Set(
          keys.flatMap(({ thumbnails, result = '' }) => [...thumbnails.map((it) => it.key), result]),
        );
        expect(keys.flatMap(({ retired }) => retired.filter((key) => current.has(key)))).to.deep.equal([]);
      }),
      { numRuns: 250 },
    );
    // About one in twelve is accepted.
    expect(accepted).to.be.above(3);
  });

  for (const [settings, expected] of [
    [
      { thumbnailKeys: '{key}.{format}', variants: [small, { ...small, name: 'large' }] },
      'thumbnailKeys: got "{key}.{format}", expected keys that nothing shares: the thumbnail small of "x" and the thumbnail large of "x" would both have the key "x.webp"; begin it with {variant}/',
    ],
    [
      { thumbnailKeys: '{dir}/{name}-{width}.{ext}' },
      'the thumbnail 200x200 of "results/.json" and the result of "-200" would both have the key "results/-200.json"; begin it with {variant}/',
    ],
    [
      { thumbnailKeys: '{variant}/{dir}/.{ext}{name}' },
      'the thumbnail 200x200 of "/.x" and the thumbnail 200x200 of "/x." would both have the key "200x200//.x"; use {key} instead',
    ],
    [
      { thumbnailKeys: '{format}/{key}', variants: [{ ...small, format: 'source' }] },
      'expected .{format} with its dot, which the thumbnail small leaves out with it: it has the format of the source',
    ],
    [
      { thumbnailKeys: '{height}/{key}.{format}', variants: [{ name: 'small', width: 100 }] },
      'expected another template: the thumbnail small would have the keys "/{key}.webp", expected no slash at the beginning',
    ],
    [
      { retiredKeys: ['old/{key}.webp', '200x200/{key}.webp'] },
      'what is removed of "x" and the thumbnail 200x200 of "x" would both have the key "200x200/x.webp"; begin thumbnailKeys with other text, or give the variant another name',
    ],
    [{ retiredKeys: ['results/{key}.json'], results: true }, 'what is removed of "x" and the result of "x"'],
  ] as const) {
    it(`says which key is shared by ${JSON.stringify(settings)}`, () => {
      expect(() => parseEnvironments([{ ...environment, ...settings }])).to.throw(expected);
    });
  }

  it('lets results be retired that were switched off', () => {
    expect(accept({ retiredKeys: ['results/{key}.json'], results: false })).not.to.equal(undefined);
  });
});

function repeated(keys: readonly string[]): string[] {
  const seen = new Set<string>();
  return keys.filter((key) => seen.size === seen.add(key).size);
}

function accept(settings: Partial<EnvironmentSettings>): Settings | undefined {
  try {
    return parseEnvironments([{ ...environment, ...settings }])[0];
  } catch {
    return undefined;
  }
}

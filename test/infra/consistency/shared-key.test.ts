import { expect } from 'chai';
import fc from 'fast-check';
import { fillTemplate } from '../../../functions/thumbnail/keys/fill-template.ts';
import { KeyTemplate } from '../../../functions/thumbnail/keys/key-template.ts';
import { templateOfVariant } from '../../../functions/thumbnail/keys/template-of-variant.ts';
import { sharedKey } from '../../../infra/consistency/shared-key.ts';
import { anyTemplate, sourceKeys } from './key-cases.ts';

const variant = { name: 'b', width: 1, height: 1, format: 'webp' };
const anyKeyTemplate = anyTemplate
  .map((template) => KeyTemplate.safeParse(templateOfVariant(variant, template)).data)
  .filter((template) => template !== undefined);

describe('sharedKey', () => {
  it('gives an example that is true, and misses none that trying many keys finds', () => {
    fc.assert(
      fc.property(anyKeyTemplate, anyKeyTemplate, (one, other) => {
        for (const second of [undefined, one, other]) {
          const found = sharedKey(one, second);
          if (found) {
            const [first, last] = found.sourceKeys;
            expect([fillTemplate(one, first), fillTemplate(second ?? one, last)]).to.deep.equal([found.key, found.key]);
            expect(second === undefined && first === last).to.equal(false);
            expect([first, last]).to.not.include('');
          } else expect(foundByTrying(one, second)).to.equal(undefined);
        }
      }),
      { numRuns: 300 },
    );
  });

  for (const [one, other] of [
    ['small/{key}.webp', 'large/{key}.webp'],
    ['{dir}/thumbs/{name}.{ext}_200x200.webp', '{dir}/thumbs/{name}.{ext}_400x400.webp'],
    ['{dir}/thumbs/{name}.{ext}_200x200.webp', 'results/{key}.json'],
    ['{dir}/{name}-200x200.{ext}', '{dir}/{name}-400x400.{ext}'],
    ['{dir}/small/{name}.{ext}.webp', '{dir}/large/{name}.{ext}.webp'],
    ['{dir}/{name}.{ext}/200.webp', '{dir}/{name}.{ext}/400.webp'],
  ] as const) {
    it(`finds none of ${one} and ${other}`, () => {
      expect(sharedKey(one, other)).to.equal(undefined);
      expect(sharedKey(one)).to.equal(undefined);
      expect(sharedKey(other)).to.equal(undefined);
    });
  }

  for (const [one, other, key] of [
    ['a{key}', 'ab{key}', 'abx'],
    ['small/{key}', 'small/{key}.webp', 'small/x.webp'],
    ['small/{key}.webp', undefined, undefined],
    ['small/{key}.webp', 'small/{key}.webp', 'small/x.webp'],
    ['{key}', 'results/{key}.json', 'results/x.json'],
    ['{dir}/{name}-1x1.{ext}', 'results/{key}.json', 'results/-1x1.json'],
    ['{dir}/.{ext}{name}', undefined, '/.x'],
  ] as const) {
    it(`finds ${key ?? 'none'} of ${one} and ${other ?? 'itself'}`, () => {
      expect(sharedKey(one, other)?.key).to.equal(key);
    });
  }
});

function foundByTrying(one: string, other: string | undefined): string | undefined {
  const firsts = new Map(sourceKeys.map((sourceKey) => [fillTemplate(one, sourceKey), sourceKey]));
  if (other === undefined) return firsts.size < sourceKeys.length ? 'two source keys' : undefined;
  return sourceKeys.map((sourceKey) => fillTemplate(other, sourceKey)).find((key) => firsts.has(key));
}

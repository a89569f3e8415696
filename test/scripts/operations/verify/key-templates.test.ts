import { expect } from 'chai';
import { Variants } from '../../../../functions/thumbnail/contract/variant.ts';
import { processedPrefixes, sourceOf } from '../../../../scripts/operations/verify/key-templates.ts';

const settings = (thumbnailKeys: string) => ({
  variants: Variants.parse([{ name: 'small', width: 10, height: 10 }]),
  thumbnailKeys,
  retiredKeys: ['old/{key}.png'],
});

describe('sourceOf', () => {
  it('finds the source key of thumbnails, results and retired keys', () => {
    const keys = ['small/a/b.jpg.webp', 'results/a/b.jpg.json', 'old/a/b.jpg.png', 'elsewhere/a'];

    expect(keys.map((key) => sourceOf(key, settings('{variant}/{key}.{format}')))).to.deep.equal([
      'a/b.jpg',
      'a/b.jpg',
      'a/b.jpg',
      undefined,
    ]);
  });
});

describe('processedPrefixes', () => {
  it('lists one prefix for each template', () => {
    expect(processedPrefixes('users/4', settings('{variant}/{key}.{format}'))).to.deep.equal([
      'small/users/4',
      'results/users/4',
      'old/users/4',
    ]);
  });

  it('takes the directory of the prefix where the template begins with one', () => {
    expect(processedPrefixes('users/4', settings('t/{dir}/{name}.{variant}.{ext}.{format}'))).to.include('t/users/');
  });

  it('lists everything once without a prefix, or where a template begins with a name', () => {
    expect(processedPrefixes('', settings('{variant}/{key}.{format}'))).to.deep.equal(['']);
    expect(processedPrefixes('users/4', settings('{name}/{dir}/{variant}.{ext}.{format}'))).to.deep.equal(['']);
  });
});

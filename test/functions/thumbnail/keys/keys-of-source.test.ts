import { expect } from 'chai';
import { Variants } from '../../../../functions/thumbnail/contract/variant.ts';
import { keysOfSource } from '../../../../functions/thumbnail/keys/keys-of-source.ts';

describe('keysOfSource', () => {
  const variants = Variants.parse([
    { name: 'small', width: 100, height: 50 },
    { name: 'large', width: 800, height: 600, format: 'jpeg' },
  ]);
  const settings = {
    variants,
    thumbnailKeys: '{variant}/{key}.{format}',
    retiredKeys: [] as string[],
    results: true,
    probePrefix: 'probe/',
  };
  const thumbnails = (sourceKey: string) => [`small/${sourceKey}.webp`, `large/${sourceKey}.jpeg`];

  it('has the key of each thumbnail, and of the result', () => {
    const keys = keysOfSource('a/b.png', settings);

    expect(keys.thumbnails.map(({ key }) => key)).to.deep.equal(thumbnails('a/b.png'));
    expect(keys.result).to.equal('results/a/b.png.json');
    expect(keys.all).to.deep.equal([...thumbnails('a/b.png'), 'results/a/b.png.json']);
  });

  it('tells the thumbnails of variants with another keyPrefix from those that are made', () => {
    const [small = expect.fail(), large = expect.fail()] = variants;
    const keys = keysOfSource('a.png', { ...settings, variants: [small, { ...large, keyPrefix: 'products/' }] });

    expect(keys.thumbnails.map(({ key }) => key)).to.deep.equal(['small/a.png.webp']);
    expect(keys.retired).to.deep.equal(['large/a.png.jpeg']);
    expect(keys.all).to.include('large/a.png.jpeg');
  });

  for (const [without, sourceKey, changed] of [
    ['when results are off', 'a.png', { results: false }],
    ['of the probe', 'probe/a.png', {}],
  ] as const) {
    it(`asks for no result ${without}, but knows where an earlier one is`, () => {
      const keys = keysOfSource(sourceKey, { ...settings, ...changed });

      expect(keys.result).to.equal(undefined);
      expect(keys.all).to.deep.equal([...thumbnails(sourceKey), `results/${sourceKey}.json`]);
    });
  }

  it('follows the template, and knows where the thumbnails of retired templates are', () => {
    const keys = keysOfSource('a/b.png', {
      ...settings,
      thumbnailKeys: '{dir}/thumbs/{name}_{width}x{height}.{ext}.{format}',
      retiredKeys: ['small/{key}.webp'],
    });

    expect(keys.thumbnails.map(({ key }) => key)).to.deep.equal([
      'a/thumbs/b_100x50.png.webp',
      'a/thumbs/b_800x600.png.jpeg',
    ]);
    expect(keys.retired).to.deep.equal(['small/a/b.png.webp']);
    expect(keys.all).to.include.members(['small/a/b.png.webp', 'a/thumbs/b_800x600.png.jpeg']);
  });

  it('leaves keys out where nothing can be, since S3 refuses them', () => {
    const sourceKey = 'k'.repeat(1024 - 'small/.webp'.length);

    expect(keysOfSource(sourceKey, settings).all).to.deep.equal([`small/${sourceKey}.webp`, `large/${sourceKey}.jpeg`]);
    expect(keysOfSource(`${sourceKey}k`, settings).all).to.deep.equal([]);
    const { all } = keysOfSource('a/', { ...settings, thumbnailKeys: '{variant}/{key}', retiredKeys: ['old/{key}'] });
    expect(all).to.deep.equal(['results/a/.json']);
  });
});

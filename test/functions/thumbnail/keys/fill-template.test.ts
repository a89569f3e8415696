import { expect } from 'chai';
import fc from 'fast-check';
import { fillTemplate } from '../../../../functions/thumbnail/keys/fill-template.ts';

describe('fillTemplate', () => {
  for (const [sourceKey, key] of [
    ['a/b/cat.jpg', 'a/b/thumbs/cat_1.jpg.webp'],
    ['cat.jpg', 'thumbs/cat_1.jpg.webp'],
    ['/cat.jpg', '/thumbs/cat_1.jpg.webp'],
    ['a//cat.jpg', 'a//thumbs/cat_1.jpg.webp'],
    ['a/cat', 'a/thumbs/cat_1.webp'],
    ['a/cat.', 'a/thumbs/cat_1..webp'],
    ['a.b/cat', 'a.b/thumbs/cat_1.webp'],
    ['cat.tar.gz', 'thumbs/cat.tar_1.gz.webp'],
    ['.htaccess', 'thumbs/_1.htaccess.webp'],
    ['a/', 'a/thumbs/_1.webp'],
    ['$&/{name}.{key}', '$&/thumbs/{name}_1.{key}.webp'],
    ['a\nb/c\nd.e\nf', 'a\nb/thumbs/c\nd_1.e\nf.webp'],
  ] as const) {
    it(`takes ${JSON.stringify(sourceKey)} apart`, () => {
      expect(fillTemplate('{dir}/thumbs/{name}_1.{ext}.webp', sourceKey)).to.equal(key);
    });
  }

  it('keeps the whole key, with or without taking it apart', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a./]{0,8}$/)), (sourceKey) => {
        expect(fillTemplate('{key}', sourceKey)).to.equal(sourceKey);
        expect(fillTemplate('{dir}/{name}.{ext}', sourceKey)).to.equal(sourceKey);
      }),
    );
  });
});

import { expect } from 'chai';
import { templateOfVariant } from '../../../../functions/thumbnail/keys/template-of-variant.ts';

const small = { name: 'small', width: 100, height: 50, format: 'webp' };
const ofAnotherTool = '{dir}/thumbs/{name}.{ext}_{width}x{height}.{format}';

describe('templateOfVariant', () => {
  it('fills in what is known of the variant', () => {
    expect(templateOfVariant(small, '{variant}/{key}.{format}')).to.equal('small/{key}.webp');
    expect(templateOfVariant(small, ofAnotherTool)).to.equal('{dir}/thumbs/{name}.{ext}_100x50.webp');
  });

  it('leaves out a side that the variant leaves out', () => {
    expect(templateOfVariant({ ...small, width: undefined }, ofAnotherTool)).to.contain('_x50.webp');
    expect(templateOfVariant({ ...small, height: undefined }, ofAnotherTool)).to.contain('_100x.webp');
  });

  it('leaves out the format of the source, with its dot, since a removal could not know it', () => {
    const source = { ...small, format: 'source' };
    expect(templateOfVariant(source, '{variant}/{key}.{format}')).to.equal('small/{key}');
    expect(templateOfVariant(source, '{variant}.{format}/{key}')).to.equal('small/{key}');
  });

  it('writes the whole key in one form', () => {
    expect(templateOfVariant(small, '{variant}/{dir}/{name}.{ext}.{format}')).to.equal('small/{key}.webp');
  });
});

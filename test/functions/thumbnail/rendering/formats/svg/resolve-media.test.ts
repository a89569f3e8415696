import { expect } from 'chai';
import { resolveMedia } from '../../../../../../functions/thumbnail/rendering/formats/svg/resolve-media.ts';

describe('resolveMedia', () => {
  const resolved = (css: string) => resolveMedia(`<style>${css}</style>`);

  it('keeps the rules of an empty query, which always holds', () => {
    expect(resolved('@media { rect { fill: red } }')).to.contain('rect{ fill: red }').and.not.to.contain('@media');
  });

  it('keeps an unknown query', () => {
    expect(resolved('@media (min-width: 9px) { rect {} }')).to.contain('@media (min-width: 9px){ rect {} }');
  });
});

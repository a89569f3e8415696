import { expect } from 'chai';
import { resolveOrigins } from '../../../../../../functions/thumbnail/rendering/formats/svg/resolve-origins.ts';

const rule = '.a{transform-origin:80px 60px;transform:rotate(0)}';

describe('resolveOrigins', () => {
  for (const [name, content] of Object.entries({
    'a style': `<style>${rule}</style><rect class="a" style="transform:rotate(45deg)"/>`,
    'another rule': `<style>${rule}.b{transform:rotate(45deg)}</style><rect class="a b"/>`,
    'a rule, beside an attribute':
      '<style>.b{transform:rotate(45deg)}</style><rect class="b" transform-origin="80 60" transform="rotate(9)"/>',
  })) {
    it(`keeps an origin whose transform ${name} overrides`, () => {
      expect(resolveOrigins(`<svg>${content}</svg>`)).to.equal(`<svg>${content}</svg>`);
    });
  }

  it('moves the origins of rules for different elements', () => {
    const rules = `${rule}.b{transform:rotate(45deg)}`;

    expect(resolveOrigins(`<svg><style>${rules}</style><rect class="a"/><rect class="b"/></svg>`)).to.contain(
      '.a{transform:translate(80px, 60px) rotate(0) translate(-80px, -60px)}',
    );
  });
});

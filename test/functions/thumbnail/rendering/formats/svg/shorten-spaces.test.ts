import { expect } from 'chai';
import { asDrawn } from '../../../../../../functions/thumbnail/rendering/formats/svg/as-drawn.ts';
import { shortenSpaces } from '../../../../../../functions/thumbnail/rendering/formats/svg/shorten-spaces.ts';

const spaces = ' \n'.repeat(50_000);

describe('shortenSpaces', () => {
  it('keeps 200 of many spaces', () => {
    expect(shortenSpaces(`<a${spaces}b="c d"/>`)).to.equal(`<a${spaces.slice(0, 200)}b="c d"/>`);
  });

  it('keeps runs as long as the indentation of deep elements', () => {
    const indented = `<g>\n${' '.repeat(199)}<path/></g>`;

    expect(shortenSpaces(indented)).to.equal(indented);
  });

  for (const [name, content] of Object.entries({
    metadata: `<?xpacket begin=""?>${spaces}<?xpacket end="w"?>`,
    'a style': `<path style="${spaces}"/>`,
    points: `<polygon points="${spaces}"/>`,
    'a style sheet': `<style>${spaces}</style>`,
  })) {
    it(`lets an SVG with many spaces in ${name} be prepared`, () => {
      const drawn = asDrawn(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${content}</svg>`));

      expect(drawn.length).to.be.below(1000);
    });
  }
});

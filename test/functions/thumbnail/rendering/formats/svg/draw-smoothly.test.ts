import { expect } from 'chai';
import { drawSmoothly } from '../../../../../../functions/thumbnail/rendering/formats/svg/draw-smoothly.ts';

const crispSvg = (content: string, viewBox = '0 0 33 33') =>
  `<svg viewBox="${viewBox}" shape-rendering="crispEdges">${content}</svg>`;

describe('drawSmoothly', () => {
  it('keeps the crisp edges of a QR code whose rows are lines', () => {
    const code = crispSvg('<path stroke="#000000" d="M4 4.5h7m1 0h1M4 5.5h1m5 0h1"/>');

    expect(drawSmoothly(code)).to.equal(code);
  });

  for (const [name, thin] of Object.entries({
    'a large view box': crispSvg('<path stroke="red" d="M0 1H9"/>', '0 0 1600 1200'),
    'a width below 1': crispSvg('<path stroke="red" stroke-width=".1" d="M0 1H9"/>'),
    'a style with a width below 1': crispSvg('<path style="stroke: red; stroke-width: 0.1" d="M0 1H9"/>'),
    'a scale': crispSvg('<path stroke="red" transform="scale(.1)" d="M0 1H9"/>'),
    'no view box': '<svg shape-rendering="crispEdges"><path stroke="red" d="M0 1H9"/></svg>',
  })) {
    it(`smooths the lines of ${name}`, () => {
      expect(drawSmoothly(thin)).to.equal(thin.replace('crispEdges', 'auto'));
    });
  }

  it('smooths pictures, however their attribute is written', () => {
    for (const [written, expected] of [
      ["image-rendering = ' optimizeSpeed'", "image-rendering = ' auto'"],
      ['style="image-rendering: optimizeSpeed"', 'style="image-rendering: auto"'],
    ] as const) {
      expect(drawSmoothly(`<image ${written}/>`)).to.equal(`<image ${expected}/>`);
    }
  });
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import sharp from 'sharp';
import type { Variant } from '../../../../../functions/thumbnail/contract/variant.ts';
import { Rejection } from '../../../../../functions/thumbnail/errors.ts';
import { preparedSvg } from '../../../../../functions/thumbnail/rendering/formats/svg/prepared-svg.ts';
import { identifyFormat } from '../../../../../functions/thumbnail/rendering/identify-format.ts';
import { render } from '../../../../../functions/thumbnail/rendering/render.ts';
import { expectError } from '../../../../support/expect-error.ts';
import { expectColour, expectQuartered, quartered, svg } from '../../../../support/pictures.ts';
import { expectRejected, limits, source, thumbnailOf, variant } from '../../../../support/render-one.ts';
import { shareRenderProcesses } from '../../../../support/share-render-processes.ts';

const blue = '<rect width="160" height="120" fill="#0000ff"/>';

async function expectBlue(image: Buffer): Promise<void> {
  const { data } = await sharp(await thumbnailOf(image))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  expectColour(data.subarray(0, 3), [0, 0, 255], 2);
}

const html =
  '<foreignObject width="160" height="120"><div xmlns="http://www.w3.org/1999/xhtml">text</div></foreignObject>';

const text = (words: string, family: string) =>
  svg(`<text x="80" y="90" font-size="80" text-anchor="middle" font-family="${family}">${words}</text>`);

describe('svg', () => {
  let stopSharing: () => void;
  before(() => {
    stopSharing = shareRenderProcesses();
  });
  after(() => stopSharing());

  // An empty box stands for each letter that no font has.
  for (const [name, [one, other]] of Object.entries({
    Latin: ['A', 'W'],
    Greek: ['Ω', 'λ'],
    Cyrillic: ['Ж', 'Д'],
    Hebrew: ['א', 'ש'],
    Arabic: ['ع', 'س'],
    Devanagari: ['ह', 'न'],
    Thai: ['ท', 'ย'],
    symbolic: ['✓', '★'],
  } as const)) {
    it(`draws ${name} text with its own fonts, if the family is missing`, async () => {
      const [first, second] = await Promise.all(
        [text(one, 'Arial'), text(other, 'Arial')].map((it) => thumbnailOf(it)),
      );

      expect(first).not.to.deep.equal(second);
    });
  }

  // In pixels, by the tables of the fonts here. The fonts that machines have in their place are narrower or wider.
  for (const [family, width] of Object.entries({ Arial: 115, 'Times New Roman': 143, 'Courier New': 249 })) {
    it(`draws ${family} as wide as the font here that stands for it`, async () => {
      const line = `<text y="30" font-size="20" font-family="${family}">${'i'.repeat(20)}H</text>`;
      const wide: Variant = { ...variant, width: 280, height: 40 };
      const { thumbnails } = await render(svg(line, 'width="280" height="40"'), [wide], limits, source);
      const { info } = await sharp(thumbnails[0]?.data).trim().toBuffer({ resolveWithObject: true });

      expect(info.width).to.be.closeTo(width, 2);
    });
  }

  it('keeps the quotation marks around an embedded picture, which may be within others', async () => {
    const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
      .webp()
      .toBuffer();
    const style = `style="mask:url('data:image/webp;base64,${picture.toString('base64')}')"`;

    const embedded = await preparedSvg.inspect(svg(`<g ${style}/>`)).finish?.();

    expect(embedded?.toString()).to.match(/style="mask:url\('data:image\/png;base64,[^"']*'\)"/);
  });

  it('rejects an SVG that its CSS variables expand beyond the limit', async () => {
    const uses = 'var(--a)'.repeat(60_000);

    await expectError(Rejection, 'image-too-complex', () =>
      preparedSvg.inspect(svg(`<style>:root{--a:${'x'.repeat(500_000)}}</style><text>${uses}</text>`)),
    );
  });

  for (const format of ['webp', 'gif', 'avif', 'png', 'jpeg'] as const) {
    it(`shows an embedded ${format}`, async () => {
      const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#0000ff' } })
        .toFormat(format)
        .toBuffer();

      await expectBlue(
        svg(
          `<image width="160" height="120" preserveAspectRatio="none" href="data:image/${format};base64,${picture.toString('base64')}"/>`,
        ),
      );
    });
  }

  for (const [name, address] of Object.entries({
    'whose declared type is wrong': (base64: string) => `data:image/png;base64,${base64}`,
    'with a fragment': (base64: string) => `data:image/webp;base64,${base64}#part`,
    'without a type': (base64: string) => `data:;base64,${base64}`,
    'with white space before it': (base64: string) => ` data:image/webp;base64,${base64}`,
    'with numeric character references': (base64: string) =>
      `data:image/webp;base64,${base64.replaceAll('/', '&#x2F;').replaceAll('+', '&#43;')}`,
    'in percent encoding': (base64: string) =>
      `data:image/webp,${Buffer.from(base64, 'base64').toString('hex').replaceAll(/../g, '%$&')}`,
  })) {
    it(`shows an embedded picture ${name}`, async () => {
      const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#0000ff' } })
        .webp()
        .toBuffer();

      await expectBlue(
        svg(
          `<image width="160" height="120" preserveAspectRatio="none" href="${address(picture.toString('base64'))}"/>`,
        ),
      );
    });
  }

  it('turns an embedded picture upright, and converts its colours', async () => {
    const turned = await quartered(120, 160, (x, y) => [y, 1 - x])
      .withMetadata({ orientation: 8 })
      .withIccProfile('p3')
      .jpeg({ quality: 100 })
      .toBuffer();

    const image = svg(`<image width="160" height="120" href="data:image/jpeg;base64,${turned.toString('base64')}"/>`);

    await expectQuartered((await thumbnailOf(image)) ?? Buffer.of(), 12);
  });

  it('rejects an embedded BMP and newer colour functions, which browsers show and librsvg does not', async () => {
    await expectRejected(svg('<image href="data:image/bmp;base64,Qk0AAA=="/>'), 'unsupported-format');
    await expectRejected(svg('<rect fill="oklch(0.6 0.2 30)"/>'), 'unsupported-format');
    await expectRejected(svg('<rect style="stroke: color-mix(in srgb, red, blue)"/>'), 'unsupported-format');
  });

  it('uses a CSS variable that is important, and ignores one in a comment', async () => {
    const style = '<style>/* :root { --fill: red } */ :root { --fill: #0000ff !important }</style>';

    await expectBlue(svg(`${style}${blue.replace('#0000ff', 'var(--fill)')}`));
  });

  it('shows the colours of CSS variables, of variables that use others, and of a fallback', async () => {
    const style = '<style>:root { --base: #0000ff; --fill: var(--base) }</style>';
    await expectBlue(svg(`${style}<rect width="160" height="120" style="fill: var(--fill)"/>`));
    await expectBlue(svg('<rect width="160" height="120" style="fill: var(--missing, #0000ff)"/>'));
  });

  it('uses the light scheme, if a variable depends on the scheme', async () => {
    const dark = '@media (prefers-color-scheme: dark) { :root { --fill: #ffffff } }';

    await expectBlue(svg(`<style>:root { --fill: #0000ff } ${dark}</style>${blue.replace('#0000ff', 'var(--fill)')}`));
  });

  for (const [name, style] of Object.entries({
    'no value': '',
    'several values': '.a { --fill: red } .b { --fill: blue }',
    'a value for other elements': '.a { --fill: red }',
    'itself as its value': ':root { --fill: var(--fill) }',
  })) {
    it(`rejects a CSS variable with ${name}`, async () => {
      const rects = '<rect class="a b"/><rect style="fill: var(--fill)"/>';
      await expectRejected(svg(`<style>${style}</style>${rects}`), 'unsupported-format');
    });
  }

  for (const [name, [content, style]] of Object.entries({
    'HTML without a fallback': [html],
    'HTML in an embedded SVG': [`<image href="data:image/svg+xml;base64,${svg(html).toString('base64')}"/>`],
    'a basic shape as a clip path': ['<rect style="clip-path: circle(30px)"/>'],
    'a transform around a point': ['<rect transform="rotate(45)" style="transform-origin: center"/>'],
    'a transform around a point in a rule': [
      '<rect class="a" transform="rotate(45)"/>',
      '.a { transform-origin: 70px 55px }',
    ],
    'a transform around a point of the element': [
      '<rect style="transform-box: fill-box; transform-origin: center; transform: rotate(45deg)"/>',
    ],
    'a transform around a point without units': ['<rect style="transform-origin: 80 60; transform: rotate(45deg)"/>'],
    'a pattern with a viewBox and a relative size': ['<pattern viewBox="0 0 9 9" width="10%" height="5%"></pattern>'],
    'upright letters in a column': ['<text style="text-orientation: upright">a</text>'],
    'a transform in percent': ['<rect style="transform: translate(10%, 0)"/>'],
    'a transform as an attribute and a style': ['<rect transform="scale(2)" style="transform: scale(3)"/>'],
    'a rotation as a property': ['<rect style="rotate: 45deg"/>'],
    'a filter function beside a shadow': ['<rect style="filter: drop-shadow(1px 1px red) invert(1)"/>'],
    'a mask of a gradient': ['<rect style="mask-image: linear-gradient(black, transparent)"/>'],
    'a relative colour': ['<rect fill="rgb(from red r g b)"/>'],
    'dashes by path length': ['<path pathLength="1" stroke-dasharray=".5"/>'],
    'a newer selector': ['<rect class="a"/>', ':is(.a) { fill: red }'],
    'nested rules': ['<rect class="a"/>', 'svg { .a { fill: red } }'],
    'rules for some widths': ['<rect/>', '@media (min-width: 100px) { rect { fill: red } }'],
    'a gradient as its background': ['<rect/>', 'svg { background: linear-gradient(red, blue) }'],
    'text on a path': ['<text><textPath href="#p">along</textPath></text>'],
    'turned letters': ['<text rotate="90">abc</text>'],
    'letters that CSS changes': ['<text style="text-transform: uppercase">a</text>'],
    'letters that an attribute changes': ['<text text-transform="uppercase">a</text>'],
    'a shadow of a text': ['<text style="text-shadow: 1px 1px red">a</text>'],
    'wide spaces': ['<text word-spacing="9">a b</text>'],
    'a coloured underline': ['<text style="text-decoration: underline red">a</text>'],
    'an underline in a newer property': ['<text style="text-decoration-line: underline">a</text>'],
    'small capitals for all letters': ['<text style="font-variant-caps: all-small-caps">a</text>'],
    'small capitals by a feature': [`<text style="font-feature-settings: 'smcp'">a</text>`],
    'a transform of a gradient': ['<linearGradient style="transform: rotate(45deg)"/>'],
    'a transform of a pattern in a rule': ['<pattern/>', 'pattern { transform: scale(2) }'],
    'a transform in inches': ['<rect style="transform: translate(1in, 0)"/>'],
    'a length of the window': ['<rect width="50vw" height="9"/>'],
    'a length of the root': ['<text/>', 'text { font-size: 2rem }'],
    'a calculated length': ['<rect style="width: calc(100% - 9px)"/>'],
    'a colour of the system': ['<rect fill="CanvasText"/>'],
    'a mask that does not repeat': ['<rect style="mask: url(#m) no-repeat"/>'],
    'a selector of a language': ['<rect/>', ':lang(en) { fill: red }'],
    'an animation that ends backwards': [
      '<rect class="a"/>',
      '@keyframes k { from { fill: red } } .a { animation: k 1s both reverse }',
    ],
    'an animation along a path': ['<rect><animateMotion path="M0 0h9" fill="freeze"/></rect>'],
    'an animation of another element': ['<rect id="r"/><animate href="#r" attributeName="x" to="9" fill="freeze"/>'],
    'an alignment in a rule': ['<text/>', 'text { alignment-baseline: middle }'],
    'coloured light': ['<feDiffuseLighting lighting-color="red"/>'],
    'an element as a picture in a filter': ['<feImage href="#a"/>'],
    'a symbol with a position': ['<symbol id="s" x="9"/>'],
    'an embedded SVG with a single size': ['<image width="9" href="data:image/svg+xml,a"/>'],
    'parts in a direction': ['<text direction="rtl"><tspan>a</tspan><tspan>b</tspan></text>'],
    'parts from right to left': ['<text>א<tspan>ב</tspan></text>'],
    'an imported style sheet': ['<rect/>', '@import "data:text/css,rect{fill:red}";'],
    'a linked style sheet': ['<link rel="stylesheet" href="data:text/css,rect{fill:red}"/>'],
    'an embedded icon': ['<image href="data:image/png;base64,AAABAAEAEBAAAAEAIABoBAAAFgAAAA=="/>'],
    'a picture that an entity defines': ['<image href="data:image/webp;base64,&picture;"/>'],
  } as Record<string, [string, string?]>)) {
    it(`is rejected with ${name}, which librsvg leaves out`, async () => {
      await expectError(Rejection, 'unsupported-format', () =>
        preparedSvg.inspect(svg(`<style>${style ?? ''}</style>${content}`)).finish?.(),
      );
    });
  }

  it('is rejected with a letter that no font here has', async () => {
    await expectRejected(text('漢', 'Arial'), 'unsupported-format');
  });

  it('is rejected with a damaged picture inside', async () => {
    const jpeg = await sharp({ create: { width: 64, height: 64, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer();
    const image = `<image href="data:image/jpeg;base64,${jpeg.subarray(0, -9).toString('base64')}"/>`;

    await expectError(Rejection, 'corrupt-image', () => preparedSvg.inspect(svg(image)).finish?.());
  });

  for (const [name, content] of Object.entries({
    'without text': '<foreignObject width="9" height="9"><div><br/></div></foreignObject>',
    'without a size': '<foreignObject width="0" height="0"><div>text</div></foreignObject>',
    'that is hidden': '<g style="display: none"><foreignObject width="9" height="9">text</foreignObject></g>',
  })) {
    it(`is not rejected with HTML ${name}`, () => {
      expect(preparedSvg.inspect(svg(`${content}${blue}`)).image.toString()).to.contain(blue);
    });
  }

  it('draws the fallback of HTML in a switch', async () => {
    await expectBlue(svg(`<switch>${html}${blue}</switch>`));
  });

  it('draws the background of the root, and the pictures of an embedded SVG', async () => {
    const webp = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'blue' } })
      .webp()
      .toBuffer();
    const inner = svg(`<image width="160" height="60" href="data:image/webp;base64,${webp.toString('base64')}"/>`);
    const image = `<image width="160" height="60" href="data:image/png;base64,${inner.toString('base64')}"/>`;

    await expectBlue(svg(`<style>path { fill: red } svg { background: #0000ff }</style>${image}`));
  });

  it('ignores the features that a group requires, as in the warning of draw.io', async () => {
    const feature = 'http://www.w3.org/TR/SVG11/feature#Extensibility';

    await expectBlue(
      svg(`<switch><g requiredFeatures="${feature}">${blue}</g>${blue.replace('#0000ff', 'red')}</switch>`),
    );
  });

  it('draws inches of 96 pixels', async () => {
    await expectBlue(svg(`${blue}<rect x="-1in" width="80" height="120" fill="red"/>`));
  });

  for (const style of ['font-style="italic"', 'font-weight="bold"']) {
    it(`draws letters with ${style}, though no font here is so`, async () => {
      const plain = text('I', 'Courier');
      const styled = Buffer.from(plain.toString().replace('<text', `<text ${style}`));

      expect(await thumbnailOf(styled)).not.to.deep.equal(await thumbnailOf(plain));
    });
  }

  for (const [name, [content, shown]] of Object.entries({
    'the size of text without one': ['<text/>', '<svg font-size="16px"'],
    'the sizes of words': ['<text style="font-size: x-large"/>', 'style="font-size: 24px"'],
    'a space at the beginning of an element': ['<text>a<tspan> b</tspan></text>', '<tspan>\u200b b</tspan>'],
    'a space at the end of an element': [
      '<text><tspan>a </tspan><tspan>b</tspan></text>',
      '<tspan>a \u200b</tspan><tspan>b</tspan>',
    ],
    'one of two spaces': ['<text>a <tspan> b</tspan></text>', '<text>a <tspan> b</tspan></text>'],
    'no space at the end of a line': [
      '<text><tspan>a </tspan><tspan x="0">b</tspan></text>',
      '<tspan>a </tspan><tspan x="0">',
    ],
    'no space at the ends of a text': ['<text> <tspan> a </tspan> </text>', '<text> <tspan> a </tspan> </text>'],
    'the alignment': ['<text style="alignment-baseline: before-edge"/>', '<text dominant-baseline="text-before-edge"'],
    'the size of a symbol': [
      '<symbol id="s" width="60"/><use href="#s" height="9"/>',
      '<use width="60" href="#s" height="9"/>',
    ],
    'the size of an inner svg': [
      '<svg id="s" width="60"/><use href="#s" height="9"/>',
      '<use width="60" href="#s" height="9"/>',
    ],
    'the size of a use': ['<symbol id="s" width="60"/><use width="9" href="#s"/>', '<use width="9" href="#s"/>'],
    'the default of an unknown input': ['<filter><feBlend in2="BackgroundImage"/></filter>', '<feBlend/>'],
    'the rows of a kernel': ['<filter><feConvolveMatrix kernelMatrix="1,2 3 4"/></filter>', 'kernelMatrix="1 3 2 4"'],
    'the spaces that CSS preserves': [
      '<text style="white-space: pre">a  b</text>',
      '<text xml:space="preserve" style="white-space: pre">',
    ],
  } as Record<string, [string, string]>)) {
    it(`keeps ${name} as in browsers`, () => {
      expect(preparedSvg.inspect(svg(content)).image.toString()).to.contain(shown);
    });
  }

  for (const [name, [rule, shown]] of Object.entries({
    'the other selectors of a state': ['rect:hover, circle { fill: red }', ' circle{ fill: red }'],
    'a selector that excludes a state': ['rect:not(:hover) { fill: red }', 'rect{ fill: red }'],
    'nothing of a state': ['.a { fill: red } rect:hover { fill: blue }', '<![CDATA[.a{ fill: red }\n]]>'],
  } as Record<string, [string, string]>)) {
    it(`keeps ${name} in its rules`, () => {
      const { image } = preparedSvg.inspect(svg(`<style>${rule}</style><rect class="a"/>`));

      expect(image.toString()).to.contain(shown);
    });
  }

  for (const [encoding, bytes] of Object.entries({ 'KOI8-R': [0xf0], 'windows-1252': [0x93], 'ISO-8859-1': [0xe9] })) {
    it(`reads ${encoding}`, () => {
      const image = Buffer.from(
        `<?xml version="1.0" encoding="${encoding}"?>${svg('<text x="1 2">?!</text>')}`,
        'latin1',
      );
      image.set(bytes, image.indexOf('?!'));
      const letter = new TextDecoder(encoding).decode(Buffer.from(bytes), { stream: true });

      expect(preparedSvg.inspect(image).image.toString()).to.contain(`<tspan x="1">${letter}</tspan>`);
    });
  }

  it('draws the English translation', async () => {
    const other = blue.replace('#0000ff', 'red');
    const translations = [
      other.replace(' ', ' systemLanguage="de" '),
      blue.replace(' ', ' systemLanguage="en" '),
      other,
    ];

    await expectBlue(svg(`<switch>${translations.join('')}</switch>`));
  });

  for (const [name, content] of Object.entries({
    'a style sheet':
      '<style>@keyframes appear { from { opacity: 0 } to { opacity: 1 } } .a { opacity: 0; animation: appear 1s both }</style>' +
      blue.replace(' ', ' class="a" '),
    'its elements': blue
      .replace('#0000ff', 'red')
      .replace('/>', '><animate attributeName="fill" values="red; #0000ff" dur="1s" fill="freeze"/></rect>'),
    'a transform': blue.replace(
      '/>',
      ' x="200"><animateTransform attributeName="transform" type="translate" to="-200 0" dur="1s" fill="freeze"/></rect>',
    ),
  })) {
    it(`draws what remains at the end of an animation by ${name}`, async () => {
      await expectBlue(svg(content));
    });
  }

  it('leaves out an endless animation', async () => {
    const animate = '<animate attributeName="fill" values="red; red" dur="1s" repeatCount="indefinite"/>';

    await expectBlue(svg(blue.replace('/>', `>${animate}</rect>`)));
  });

  it('uses the light one of two colours', async () => {
    await expectBlue(svg(blue.replace('#0000ff', 'light-dark(rgb(0, 0, 255), var(--dark, red))')));
  });

  it('applies filter functions to sRGB', async () => {
    // In linear light, it would be #0000b0.
    await expectBlue(svg(blue.replace('fill="#0000ff"', 'fill="#000080" style="filter: brightness(2)"')));
  });

  it('draws a picture with a single size in its proportions', async () => {
    const picture = await sharp({ create: { width: 8, height: 6, channels: 3, background: '#0000ff' } })
      .png()
      .toBuffer();

    await expectBlue(svg(`<image width="160" href="data:image/png;base64,${picture.toString('base64')}"/>`));
  });

  it('draws crisp lines thinner than a pixel', async () => {
    const crisp = '<path d="M0 120H1600" shape-rendering="crispEdges" stroke="red" stroke-width="20"/>';
    const { channels } = await sharp(await thumbnailOf(svg(crisp, 'viewBox="0 0 1600 1200"'))).stats();

    expect(channels.at(-1)?.max).to.be.greaterThan(0);
  });

  // Each transform moves the right half to the left. Around the corner, it would move it out of the picture.
  for (const [name, content] of Object.entries({
    'a rule': '<style>rect { transform: rotate(180deg); transform-origin: center }</style><rect/>',
    'a style': '<rect style="transform-origin: 50% 60px; transform: scale(-1, -1)"/>',
    'two attributes': '<rect transform-origin="bottom" transform="rotate(180) translate(0 120)"/>',
    'the end of an animation':
      '<style>@keyframes k { to { transform: rotate(180deg) } } rect { transform-origin: center; animation: k 1s both }</style><rect/>',
  })) {
    it(`draws a transform around the point that ${name} gives`, async () => {
      await expectBlue(svg(content.replace('<rect', '<rect x="80" width="80" height="120" fill="#0000ff"')));
    });
  }

  it('draws a pattern whose tile has other proportions than its viewBox', async () => {
    const size = 'x="160" y="60" width="160" height="60" patternUnits="userSpaceOnUse"';
    const stripe = '<rect x="-60" y="10" width="160" height="60" fill="#0000ff"/>';
    const pattern = `<pattern id="p" ${size} viewBox="10 10 60 60" preserveAspectRatio="xMidYMid slice">${stripe}</pattern>`;

    await expectBlue(svg(`${pattern}${blue.replace('#0000ff', 'url(#p)')}`));
  });

  it('draws a pattern with a relative size in a square', () => {
    const pattern = '<pattern id="p" viewBox="0 0 9 9" width="10%" height="10%"></pattern>';
    const filled = (shape: string) => preparedSvg.inspect(svg(`${pattern}<${shape} fill="url(#p)"/>`));

    expect(filled('rect width="9" height="9"').image.toString()).to.contain(pattern);
    expect(() => filled('rect width="9" height="8"')).to.throw(Rejection, 'pattern');
    expect(() => filled('path d="M0 0h9"')).to.throw(Rejection, 'pattern');
  });

  it('closes a move at the end of a path with markers, which browsers mark', () => {
    const { image } = preparedSvg.inspect(svg('<path marker-end="url(#m)" d="M1 1h9M2 3"/><path d="m1 1 2 2"/>'));

    expect(image.toString()).to.contain('d="M1 1h9M2 3z"').and.to.contain('d="m1 1 2 2"');
  });

  it('converts the colour of light to linear RGB', () => {
    const lit =
      '<feDiffuseLighting lighting-color="#b0b"/><feSpecularLighting style="lighting-color: rgb(0, 187, 255)"/>';

    const shown = preparedSvg.inspect(svg(lit)).image.toString();

    expect(shown).to.contain('lighting-color="rgb(127,0,127)"').and.to.contain('lighting-color: rgb(0,127,255)');
  });

  it('draws the older colour before a newer one', async () => {
    const style = 'fill: #0000ff; fill: color(display-p3 0 0 1)';

    await expectBlue(svg(`<rect width="160" height="120" style="${style}"/>`));
  });

  it('ignores rules for Firefox', async () => {
    const rule = '@supports(-moz-appearance: auto) { rect { fill: red } }';

    await expectBlue(svg(`<style>rect { fill: #0000ff } ${rule}</style>${blue}`));
  });

  it('draws properties in upper case', async () => {
    await expectBlue(svg('<rect width="160" height="120" style="FILL:#0000ff"/>'));
    await expectBlue(svg('<style>RECT, rect { Fill: #0000ff }</style><rect width="160" height="120"/>'));
  });

  it('draws an odd list of points without its last number', async () => {
    await expectBlue(svg('<polygon fill="#0000ff" points="0,0 160,0 160,120 0,120 80"/>'));
  });

  it('draws a root that is not displayed, as browsers do', async () => {
    await expectBlue(svg(blue, 'width="160" height="120" style="display: none"'));
    await expectBlue(svg(blue, 'width="160" height="120" display="none"'));
  });

  for (const condition of ['requiredExtensions="http://example.com"', 'systemLanguage="de, fr"']) {
    it(`leaves out an element with ${condition}, also outside a switch`, async () => {
      await expectBlue(svg(`${blue}<g ${condition}>${blue.replace('#0000ff', 'red')}</g>`));
    });
  }

  it('draws an element that needs XHTML, which browsers have', async () => {
    const extended = blue.replace(' ', ' requiredExtensions="http://www.w3.org/1999/xhtml" ');

    await expectBlue(svg(`<switch>${extended}${blue.replace('#0000ff', 'red')}</switch>`));
  });

  it('draws a picture with a single size by a rule in its proportions', async () => {
    const picture = await sharp({ create: { width: 8, height: 6, channels: 3, background: '#0000ff' } })
      .png()
      .toBuffer();
    const image = `<image class="a" href="data:image/png;base64,${picture.toString('base64')}"/>`;

    await expectBlue(svg(`<style>g > image.a { width: 160px }</style><g>${image}</g>`));
  });

  it('draws pictures smoothly', () => {
    const { image } = preparedSvg.inspect(svg('<image style="image-rendering:optimizeSpeed"/>'));

    expect(image.toString()).to.contain('image-rendering:auto');
  });

  it('keeps crisp edges of areas, which have no seams then', () => {
    expect(preparedSvg.inspect(svg('<g shape-rendering="crispEdges"/>')).image.toString()).to.contain('crispEdges');
  });

  it('ignores rules that match no element', () => {
    const rules = '.other { scale: 2 } div { word-spacing: 9px } #other > rect { transform-origin: center }';
    const { image } = preparedSvg.inspect(svg(`<style>${rules}</style><rect transform="rotate(9)"/>`));

    expect(image.toString()).to.contain(rules);
  });

  it('ignores a path in CSS that repeats an attribute, as at the end of an animation', () => {
    const rules = '@keyframes k { to { d: path("M0 0h9") } } path { animation: k 1s both }';

    expect(() => preparedSvg.inspect(svg(`<style>${rules}</style><path d="M0 0h9"/>`))).not.to.throw();
    expect(() => preparedSvg.inspect(svg(`<style>${rules}</style><path d="M0 0h8"/>`))).to.throw(Rejection, 'd: path');
  });

  it('draws no blending with the background', async () => {
    const white = blue.replace('#0000ff', 'white').replace('/>', ' style="mix-blend-mode: difference"/>');
    const { data } = await sharp(await thumbnailOf(svg(white, 'width="160" height="120" style="background: white"')))
      .raw()
      .toBuffer({ resolveWithObject: true });

    expectColour(data.subarray(0, 3), [255, 255, 255], 2);
  });

  it('rejects blending over a background where rules name the children of the root', () => {
    const blended = '<style>svg > rect { mix-blend-mode: multiply }</style><rect/>';

    expect(() => preparedSvg.inspect(svg(blended, 'style="background: red"'))).to.throw(Rejection, 'blending');
  });

  it('mirrors the picture of a mirrored root', async () => {
    const half = '<rect x="80" width="80" height="120" fill="#0000ff"/>';

    await expectBlue(svg(half, 'width="160" height="120" style="transform: scaleX(-1)"'));
  });

  it('rejects a border of the root', () => {
    expect(() => preparedSvg.inspect(svg('<rect/>', 'style="border: 1px solid red"'))).to.throw(Rejection, 'border');
  });

  it('leaves automatic sizes of the root to its attributes', () => {
    const { image } = preparedSvg.inspect(svg('', 'width="9" style="max-width: 100%;width: auto;height: auto"'));

    expect(image.toString()).to.contain('style="max-width: 100%;"');
  });

  it('turns the picture of a turned root around its middle', () => {
    const turned = (attributes: string) =>
      preparedSvg.inspect(Buffer.from(`<svg viewBox="10 20 60 40" ${attributes}><rect/></svg>`)).image.toString();
    const group = '<g transform="translate(40 40) rotate(90) translate(-40 -40)"><rect/></g>';

    expect(turned('transform="rotate(90)"')).to.equal(`<svg font-size="16px" viewBox="10 20 60 40">${group}</svg>`);
    expect(turned('style="transform: rotate(90deg)"')).to.contain(group);
    expect(() => turned('transform="translate(9 0)"')).to.throw(Rejection, 'transform of the root');
  });

  for (const transform of [
    'transform="translate(0, 0)"',
    'style="transform: translate(0,0)"',
    'transform="scale(1)"',
  ]) {
    it(`draws a root with ${transform}, which changes nothing`, async () => {
      await expectBlue(svg(blue, `width="160" height="120" ${transform}`));
    });
  }

  it('places each letter that has a position', () => {
    const { image } = preparedSvg.inspect(svg('<text x="1 2" dy="3">a&amp;c</text>'));

    expect(image.toString()).to.contain('<text><tspan x="1" dy="3">a</tspan><tspan x="2">&amp;</tspan>c</text>');
  });

  for (const [name, style] of Object.entries({
    'the only value of a class around it': '.around { --fill: #0000ff }',
    'the last of several values of the root': ':root { --fill: red } :root { --fill: #0000ff }',
    'the value of the more specific selector': ':root { --fill: #0000ff } svg { --fill: red }',
    'the important value': ':root { --fill: #0000ff !important; --fill: red }',
    'a value for screens': ':root { --fill: red } @media screen { :root { --fill: #0000ff } }',
    'no value for print': ':root { --fill: #0000ff } @media print { :root { --fill: red } }',
    'no value of a class that no element has': ':root { --fill: #0000ff } .other { --fill: red }',
    'no value for a pointer': ':root { --fill: #0000ff } rect:hover { --fill: red }',
  })) {
    it(`uses ${name} of a CSS variable`, () => {
      const rect = '<g class="around"><rect style="fill: var(--fill)"/></g>';
      const { image } = preparedSvg.inspect(svg(`<style>${style}</style>${rect}`));

      expect(image.toString()).to.contain('style="fill: #0000ff"');
    });
  }

  for (const [name, image] of Object.entries({
    'UTF-16': Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${svg(blue)}`, 'utf16le'),
    'big-endian UTF-16': Buffer.from(`\ufeff${svg(blue)}`, 'utf16le').swap16(),
    'a long comment before the root': Buffer.from(`<?xml version="1.0"?>\n<!--${'x'.repeat(5000)}-->\n${svg(blue)}`),
    'a prefix at each element': Buffer.from(
      `<s:svg xmlns:s="http://www.w3.org/2000/svg" width="160" height="120">${blue.replace('<rect', '<s:rect')}</s:svg>`,
    ),
    'an attribute of 11 MB': svg(`<desc title="${'x'.repeat(11_000_000)}"/>${blue}`),
  })) {
    it(`is shown with ${name}`, async () => {
      expect(identifyFormat(image, '')).to.equal('svg');
      await expectBlue(image);
    });
  }

  it('is not another XML with a long comment', () => {
    expect(identifyFormat(Buffer.from(`<!--${' svg '.repeat(1000)}--><html></html>`), '')).to.equal(undefined);
  });

  it('has a license for its fonts', () => {
    const fonts = path.resolve(import.meta.dirname, '../../../../../functions/thumbnail/rendering/isolated/fonts');

    expect(readFileSync(path.join(fonts, 'LICENSE.txt'), 'utf8')).to.contain('SIL Open Font License, Version 1.1');
  });
});

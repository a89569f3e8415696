import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';

const root = path.resolve(import.meta.dirname, '..', '..', '..', '..');

/** The minimum for normal text. https://www.w3.org/TR/WCAG22/#contrast-minimum */
const minContrast = 4.5;

describe('the colours of the console', () => {
  for (const [scheme, index] of [
    ['light', 0],
    ['dark', 1],
  ] as const) {
    it(`can be read in a ${scheme} window`, async () => {
      const colours = (await palettes())[index] ?? new Map();
      const contrasts = ['page', 'surface', 'raised'].flatMap((ground) =>
        ['text', 'muted', 'accent', 'ready', 'rejected', 'failed'].map((text) => ({
          pair: `${text} on ${ground}`,
          contrast: contrast(colours.get(text), colours.get(ground)),
        })),
      );
      contrasts.push({ pair: 'button', contrast: contrast(colours.get('on-accent'), colours.get('accent')) });

      expect(contrasts.filter((it) => !(it.contrast >= minContrast))).to.deep.equal([]);
    });
  }
});

/** The colours of both schemes, by name. */
async function palettes(): Promise<Map<string, string>[]> {
  const style = await readFile(path.join(root, 'scripts', 'console', 'page', 'style.css'), 'utf8');
  return [...style.matchAll(/:root \{([^}]*)\}/g)].map(
    ([, block = '']) =>
      new Map([...block.matchAll(/--([\w-]+): (#\w+);/g)].map(([, name = '', value = '']) => [name, value])),
  );
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one = '', other = ''): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const digits = colour.length === 4 ? colour.replace(/[^#]/g, '$&$&') : colour;
  const [red = Number.NaN, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(digits.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

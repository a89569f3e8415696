import { attributeOf, tagsOf } from './tags-of.ts';

/** The sizes in browsers, in pixels. librsvg derives them from a medium size of 12. */
const sizes: Readonly<Partial<Record<string, number>>> = {
  'xx-small': 9,
  'x-small': 10,
  small: 13,
  medium: 16,
  large: 18,
  'x-large': 24,
  'xx-large': 32,
  'xxx-large': 48,
};
const sizeWord = /((?<![\w-])font-size\s*(?::|=\s*["'])\s*)([a-z-]+)\b/g;

const automaticSize = /(?<![\w-])(?:width|height)\s*:\s*auto\s*(?:;|(?=["']))/g;
const hiding = /\sdisplay\s*=\s*["']none["']|(?<![\w-])display\s*:\s*none\s*(?:;|(?=["']))/g;

/**
 * Gives text the sizes that browsers give it where it has none, or has a word such as `large`. Removes automatic sizes of the root, which
 * mean its attributes in browsers, and the whole window in librsvg. Also removes its `display: none`, which browsers ignore in an image.
 */
export function setDefaultSizes(svg: string): string {
  const sized = svg.replaceAll(sizeWord, (whole, start: string, word: string) =>
    sizes[word] === undefined ? whole : `${start}${sizes[word]}px`,
  );
  const [root] = tagsOf(sized);
  if (root?.name !== 'svg') return sized;
  const { nameEnd, attributes, end } = root;
  const fontSize = attributeOf(root, 'font-size') === undefined ? ` font-size="${sizes['medium']}px"` : '';
  const kept = attributes.replaceAll(automaticSize, '').replaceAll(hiding, '');
  return sized.slice(0, nameEnd) + fontSize + kept + sized.slice(nameEnd + attributes.length, end) + sized.slice(end);
}

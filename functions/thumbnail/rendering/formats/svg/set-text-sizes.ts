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

/** Gives text the sizes that browsers give it where it has none, or has a word such as `large`. */
export function setTextSizes(svg: string): string {
  const sized = svg.replaceAll(sizeWord, (whole, start: string, word: string) =>
    sizes[word] === undefined ? whole : `${start}${sizes[word]}px`,
  );
  const [root] = tagsOf(sized);
  if (root?.name !== 'svg' || attributeOf(root, 'font-size') !== undefined) return sized;
  const { nameEnd } = root;
  return `${sized.slice(0, nameEnd)} font-size="${sizes['medium']}px"${sized.slice(nameEnd)}`;
}

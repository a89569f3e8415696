import { resultsPrefix } from '../contract/variant.ts';
import * as z from '../zod.ts';

/** The placeholders that stand for parts of a source key: all of it, or the parts of `{dir}/{name}.{ext}`. */
const sourcePlaceholders = ['key', 'dir', 'name', 'ext'];

/** The placeholders that stand for fields of a variant. */
const variantPlaceholders = ['variant', 'width', 'height', 'format'];

const listed = (names: readonly string[]) => names.map((name) => `{${name}}`).join(', ');

/**
 * A template that tells the key of a thumbnail from the key of its source alone, such as `small/{key}.webp`. Whether two source keys
 * would get the same key is checked by `infra/consistency/keys-fit.ts`.
 */
export const KeyTemplate = z.pipe(template(sourcePlaceholders, 'such as "small/{key}.webp"'), z.transform(canonical));

/** The template that the keys of all variants follow: `templateOfVariant` fills in the placeholders of a variant. */
export const ThumbnailKeys = template(
  [...variantPlaceholders, ...sourcePlaceholders],
  'such as "{variant}/{key}.{format}"',
);

export const defaultThumbnailKeys = '{variant}/{key}.{format}';

/** The template of the keys of results. */
export const resultTemplate = `${resultsPrefix}/{key}.json`;

/** The templates of keys where earlier settings put thumbnails, which are removed from there. */
export const RetiredKeys = z.array(KeyTemplate, {
  error: 'expected a list of templates of keys, such as ["small/{key}.webp"]',
});

/** Returns a template in the one form of all those that give the same keys. */
export function canonical(text: string): string {
  return text.replace('{dir}/{name}.{ext}', '{key}');
}

function template(placeholders: readonly string[], example: string) {
  const error = `expected a template of keys, ${example}: at most 200 letters, digits, characters of /_.@=+- and ${listed(placeholders)}`;
  return z
    .string({ error })
    .check(z.regex(/^(?:[A-Za-z0-9/_.@=+-]|\{[a-z]+\}){1,200}$/, { error, abort: true }), (context) => {
      const problem = problemOf(context.value, placeholders);
      if (problem) context.issues.push({ code: 'custom', input: context.value, message: `expected ${problem}` });
    });
}

/** Returns the expectation that a template does not meet; undefined when it meets all. */
function problemOf(text: string, placeholders: readonly string[]): string | undefined {
  const found = [...text.matchAll(/\{([a-z]+)\}/g)].map(([, name = '']) => name);
  const unknown = found.find((name) => !placeholders.includes(name));
  if (unknown !== undefined) return `no {${unknown}}: the placeholders are ${listed(placeholders)}`;
  const parts = found.filter((name) => sourcePlaceholders.includes(name)).sort();
  if (!['key', 'dir,ext,name'].includes(parts.join())) {
    return 'either {key} or all of {dir}, {name} and {ext}, once each: without the whole source key, two sources would share a thumbnail';
  }
  if (/\{dir\}(?!\/)/.test(text)) return '{dir}/ with its slash, which a source key without a slash leaves out with it';
  if (/(?<!\.)\{ext\}/.test(text))
    return '.{ext} with its dot, which a source key without an extension leaves out with it';
  const segments = text.split('/');
  if (!segments.some((segment) => ['', '.', '..'].includes(segment))) return undefined;
  return 'no slash at the beginning or the end, no two slashes in a row, and no "." or ".." between slashes';
}

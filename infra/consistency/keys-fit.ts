import { KeyTemplate, resultTemplate } from '../../functions/thumbnail/keys/key-template.ts';
import { templateOfVariant } from '../../functions/thumbnail/keys/template-of-variant.ts';
import type { Settings } from '../settings.ts';
import { rule } from './rule.ts';
import { sharedKey } from './shared-key.ts';

/** The objects of one kind that the function writes, such as `the thumbnail small`, and the template of their keys. */
interface Kind {
  label: string;
  template: string;
}

/** Reports thumbnails that would overwrite each other or a result, and retired keys whose removal would remove what is current. */
export const keysFit = [
  rule(['variants', 'thumbnailKeys'], ({ variants, thumbnailKeys }) => {
    const kinds = thumbnailsOf({ variants, thumbnailKeys });
    const problem = firstOf(kinds, malformed) ?? firstOf(pairsOf(kinds), shared);
    return problem === undefined ? [] : [{ setting: 'thumbnailKeys', expected: problem }];
  }),
  rule(['variants', 'thumbnailKeys', 'retiredKeys', 'results'], ({ retiredKeys, results, ...settings }) => {
    const current = [...thumbnailsOf(settings), ...(results ? [resultKind] : [])];
    const problem = firstOf(retiredKeys, (template) => {
      const retired = { label: 'what is removed', template };
      return firstOf(current, (kind) => bothAt(retired, kind));
    });
    if (problem === undefined) return [];
    const expected = `only keys that nothing has any more: ${problem}; begin thumbnailKeys with other text, or give the variant another name`;
    return [{ setting: 'retiredKeys', expected }];
  }),
];

const resultKind: Kind = { label: 'the result', template: resultTemplate };

function thumbnailsOf({ variants, thumbnailKeys }: Pick<Settings, 'variants' | 'thumbnailKeys'>): Kind[] {
  return variants.map((variant) => ({
    label: `the thumbnail ${variant.name}`,
    template: templateOfVariant(variant, thumbnailKeys),
  }));
}

/** Results are switched on and off, so that their keys are never anything else's. */
function pairsOf(kinds: readonly Kind[]): [Kind, Kind][] {
  return kinds.flatMap((kind, index) =>
    [...kinds.slice(index), resultKind].map((other): [Kind, Kind] => [kind, other]),
  );
}

function malformed({ label, template }: Kind): string | undefined {
  if (template.includes('{format}')) {
    return `.{format} with its dot, which ${label} leaves out with it: it has the format of the source`;
  }
  const { error } = KeyTemplate.safeParse(template);
  return error && `another template: ${label} would have the keys "${template}", ${error.issues[0]?.message}`;
}

function shared([one, other]: [Kind, Kind]): string | undefined {
  const problem = bothAt(one, other);
  return (
    problem &&
    `keys that nothing shares: ${problem}; ${one === other ? 'use {key} instead' : 'begin it with {variant}/'}`
  );
}

/** Says which key two objects would have, if there is one. */
function bothAt(one: Kind, other: Kind): string | undefined {
  const found = one === other ? sharedKey(one.template) : sharedKey(one.template, other.template);
  if (!found) return undefined;
  const [first, second] = found.sourceKeys.map((it) => JSON.stringify(it));
  return `${one.label} of ${first} and ${other.label} of ${second} would both have the key ${JSON.stringify(found.key)}`;
}

function firstOf<Item>(items: readonly Item[], problemOf: (item: Item) => string | undefined): string | undefined {
  for (const item of items) {
    const problem = problemOf(item);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

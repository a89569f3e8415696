import fc from 'fast-check';

/** All texts of up to so many characters out of an alphabet. */
function textsOf(alphabet: readonly string[], maxLength: number): string[] {
  const longest = Array.from({ length: maxLength }).reduce<string[][]>(
    (all) => [...all, (all.at(-1) ?? ['']).flatMap((text) => alphabet.map((character) => text + character))],
    [['']],
  );
  return longest.flat();
}

/** Source keys in which everything that a template tells apart comes in every order, and some that look like what is made of others. */
export const sourceKeys = [
  ...new Set([
    ...textsOf(['a', '.', '/'], 5),
    ...textsOf(['a', '-', 'b'], 3),
    ...['a', 'a/b', 'results/a', 'a.json', 'a/b.json', 'b/a/b.webp'].flatMap((key) => [key, `results/${key}.json`]),
  ]),
].filter((key) => key !== '');

const anyText = fc.constantFrom(
  '',
  '',
  '/',
  '-',
  'a',
  'b',
  'a/',
  '/a/',
  '.',
  '{variant}',
  '{variant}/',
  '{width}',
  '{width}x{height}',
  '.{format}',
);

/** Templates that people choose. */
const likelyTemplate = fc.constantFrom(
  '{variant}/{key}.{format}',
  '{variant}/{key}',
  '{key}-{variant}.{format}',
  '{dir}/a{name}.{ext}',
  '{dir}/{name}-{width}.{ext}',
  '{dir}/{variant}/{name}.{ext}',
  '{dir}/a/{name}.{ext}.{format}',
  '{dir}/{name}-{width}x{height}.{ext}.{format}',
);

/** Templates with every placeholder of a source key once, in any order, between texts that suit some orders. */
const oddTemplate = fc
  .tuple(
    fc.oneof(
      fc.constant(['{key}']),
      fc.shuffledSubarray(['{dir}/', '{name}', '.{ext}'], { minLength: 3 }),
      fc.constantFrom(['{dir}/', '{name}', '.{ext}'], ['{dir}/', '.{ext}', '{name}']),
    ),
    fc.array(anyText, { minLength: 5, maxLength: 5 }),
  )
  .map(([placeholders, texts]) => texts.map((text, index) => text + (placeholders[index] ?? '')).join(''));

export const anyTemplate = fc.oneof(likelyTemplate, oddTemplate);

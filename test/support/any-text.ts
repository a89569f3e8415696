import fc from 'fast-check';

/** All but halves of surrogate pairs. fast-check's own `binary` is the same, but first makes a map of a million characters. */
const character = fc
  .oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
  .map((codePoint) => String.fromCodePoint(codePoint));

/** Any characters, and sometimes words that programs stumble over, such as `__proto__`. */
export function anyText(constraints: { minLength?: number; maxLength?: number } = {}): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.string({ unit: character, ...constraints }) },
    { weight: 1, arbitrary: fc.string(constraints) },
  );
}

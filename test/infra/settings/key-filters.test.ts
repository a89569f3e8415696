import { expect } from 'chai';
import fc from 'fast-check';
import { KeyFilters } from '../../../infra/settings/key-filters.ts';

const part = fc.stringMatching(/^[ab]{0,3}$/);
const filter = fc.record({ prefix: part, suffix: part });

describe('KeyFilters', () => {
  it('accepts one to a hundred filters, each with a prefix, a suffix, both or neither', () => {
    expect(KeyFilters.parse([{}])).to.deep.equal([{ prefix: '', suffix: '' }]);
    expect(isAccepted([{ prefix: 'uploads/' }, { prefix: "(a)_b.c!'-/", suffix: '.jpg' }])).to.equal(true);
    const many = (count: number) => Array.from({ length: count }, (_, index) => ({ prefix: `${index}/` }));
    expect(isAccepted(many(100))).to.equal(true);
    for (const refused of [[], many(101), {}, 'uploads/', undefined]) expect(isAccepted(refused)).to.equal(false);
  });

  it('refuses characters that a notification needs encoded, and values that are too long', () => {
    for (const prefix of ['a b', '*', '$x', 'ä', '\\', '%2F', 'a'.repeat(1025)]) {
      expect(isAccepted([{ prefix }]), prefix).to.equal(false);
      expect(isAccepted([{ suffix: prefix }]), prefix).to.equal(false);
    }
    expect(isAccepted([{ prefix: 'a'.repeat(1024) }])).to.equal(true);
  });

  it('names both of two filters that overlap', () => {
    const { error } = KeyFilters.safeParse([{ suffix: '.jpg' }, { prefix: 'a/', suffix: '.png' }, { prefix: 'a/b/' }]);
    expect(error?.issues).to.have.length(1);
    const [{ path, message } = { path: [], message: '' }] = error?.issues ?? [];
    expect(path).to.deep.equal([2]);
    expect(message).to.include('both keyFilters[2] and keyFilters[0], {"prefix":"","suffix":".jpg"}');
  });

  it('refuses two filters if and only if some key matches both', () => {
    fc.assert(
      fc.property(filter, filter, (one, other) => {
        const longest = (a: string, b: string) => (a.length > b.length ? a : b);
        // If any key matches both, so does the longer prefix followed by the longer suffix.
        const key = `${longest(one.prefix, other.prefix)}-${longest(one.suffix, other.suffix)}`;
        const matches = [one, other].every(({ prefix, suffix }) => key.startsWith(prefix) && key.endsWith(suffix));
        expect(isAccepted([one, other])).to.equal(!matches);
      }),
    );
  });
});

function isAccepted(filters: unknown): boolean {
  return KeyFilters.safeParse(filters).success;
}

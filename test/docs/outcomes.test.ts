import { expect } from 'chai';
import { Outcome } from '../../functions/thumbnail/contract/outcome.ts';
import { failureCodes, rejectionCodes } from '../../functions/thumbnail/contract/outcome-codes.ts';
import { Variant } from '../../functions/thumbnail/contract/variant.ts';
import { Result } from '../../functions/thumbnail/page-result.ts';
import { tableRows } from './table-rows.ts';

describe('docs/outcomes.md', () => {
  const rowsOf = (heading: string) => tableRows('outcomes.md', heading);

  it('has every field of a variant, and no other', () => {
    expect([...rowsOf('Variants').keys()]).to.have.members(Object.keys(Variant.shape));
  });

  it('states the defaults of a variant as they are', () => {
    const rows = rowsOf('Variants');
    const given = { name: 'small', width: 200, height: 200 };
    const inWords: Partial<Record<string, string>> = { name: 'must be given', width: 'see below', height: 'see below' };
    for (const [field, value] of Object.entries(Variant.parse(given))) {
      const expected = inWords[field] ?? `\`${JSON.stringify(value)}\``;
      expect(rows.get(field), field).to.equal(expected);
    }
  });

  for (const [heading, { def }] of [
    ['Results', Result],
    ['Outcomes', Outcome],
  ] as const) {
    it(`has every field under ${heading}, and no other`, () => {
      const fields = new Set(def.options.flatMap(({ shape }) => Object.keys(shape)));
      expect([...rowsOf(heading).keys()]).to.have.members([...fields]);
    });
  }

  it('has every code, and no other', () => {
    expect([...rowsOf('Codes of a rejected object').keys()]).to.have.members([...rejectionCodes]);
    expect([...rowsOf('Codes of a failed event').keys()]).to.have.members([...failureCodes]);
  });
});

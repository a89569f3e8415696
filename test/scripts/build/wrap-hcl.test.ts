import { expect } from 'chai';
import { wrapHcl } from '../../../scripts/build/wrap-hcl.ts';

const long = 'x'.repeat(60);

describe('wrapHcl', () => {
  it('leaves on one line what fits there, and unquotes keys that need no quotes', () => {
    expect(wrapHcl('jsonencode({"a" = [1, "b"], "c-d" = {}})')).to.equal('jsonencode({ a = [1, "b"], "c-d" = {} })');
  });

  it('breaks what does not, from the outside in', () => {
    expect(wrapHcl(`jsonencode({"a" = ["${long}", "${long}"], "b" = [1, 2]})`)).to.equal(
      ['jsonencode({', 'a = [', `"${long}",`, `"${long}"`, ']', 'b = [1, 2]', '})'].join('\n'),
    );
  });

  it('takes nothing within a string for more than text', () => {
    const text = '"a = {b, [c], (d) \\" } \\\\"';
    expect(wrapHcl(`jsonencode({"key" = ${text}})`)).to.equal(`jsonencode({ key = ${text} })`);
  });

  it('takes a key for one at the beginning of an entry alone', () => {
    expect(wrapHcl('{"a" = "\\"b\\" = c"}')).to.equal('{ a = "\\"b\\" = c" }');
  });
});

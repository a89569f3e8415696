import { expect } from 'chai';
import { wrapHcl } from '../../../scripts/build/wrap-hcl.ts';

const long = 'x'.repeat(60);

describe('wrapHcl', () => {
  it('keeps short expressions on one line, and unquotes keys that need no quotes', () => {
    expect(wrapHcl('jsonencode({"a" = [1, "b"], "c-d" = {}})')).to.equal('jsonencode({ a = [1, "b"], "c-d" = {} })');
  });

  it('breaks long expressions, from the outside in', () => {
    expect(wrapHcl(`jsonencode({"a" = ["${long}", "${long}"], "b" = [1, 2]})`)).to.equal(
      ['jsonencode({', 'a = [', `"${long}",`, `"${long}"`, ']', 'b = [1, 2]', '})'].join('\n'),
    );
  });

  it('leaves strings unchanged', () => {
    const text = '"a = {b, [c], (d) \\" } \\\\"';
    expect(wrapHcl(`jsonencode({"key" = ${text}})`)).to.equal(`jsonencode({ key = ${text} })`);
  });

  it('unquotes a key only at the beginning of an entry', () => {
    expect(wrapHcl('{"a" = "\\"b\\" = c"}')).to.equal('{ a = "\\"b\\" = c" }');
  });
});

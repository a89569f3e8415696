import { expect } from 'chai';
import { allowancesIn } from '../../../scripts/review-plan/allowances.ts';

describe('allowancesIn', () => {
  const bucket = 'aws_s3_bucket.photos["a b"]';
  const allowing: Record<string, string> = {
    'a line': `Allow: ${bucket}`,
    'a code span': `Allow:   \`${bucket}\`  `,
    'a code span with a remark': `Allow: \`${bucket}\`, because it is empty`,
    'an item of a list': `- Allow: ${bucket}`,
    'an item with an asterisk': `* Allow: \`${bucket}\``,
    'an indented item': `  + Allow: ${bucket}`,
    'a numbered item': `12. Allow: ${bucket}`,
    'a task': `- [x] Allow: ${bucket}`,
    'bold text': `**Allow:** ${bucket}`,
    'lower case': `allow: ${bucket}`,
    'a line of Windows': `Why\r\nAllow: ${bucket}\r\nBecause`,
  };
  for (const [what, description] of Object.entries(allowing)) {
    it(`reads an address in ${what}`, () => {
      expect(allowancesIn(description)).to.deep.equal([bucket]);
    });
  }

  it('reads several addresses, and that of a deposed object', () => {
    const addresses = ['aws_s3_bucket.a', 'aws_s3_bucket.a (deposed object 0123abcd)'];
    expect(allowancesIn(addresses.map((it) => `Allow: ${it}`).join('\n'))).to.deep.equal(addresses);
  });

  const silent: Record<string, string> = {
    'the middle of a sentence': `Do not Allow: ${bucket}`,
    'a longer word': `Disallow: ${bucket}`,
    'a line without an address': 'Allow:',
    'a comment': `<!-- Allow: ${bucket} -->`,
    'a comment of several lines': `<!--\nAllow: ${bucket}\n-->`,
    'a comment that never ends': `<!--\nAllow: ${bucket}`,
  };
  for (const [what, description] of Object.entries(silent)) {
    it(`reads nothing in ${what}`, () => {
      expect(allowancesIn(description)).to.deep.equal([]);
    });
  }
});

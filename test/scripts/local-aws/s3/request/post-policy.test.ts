import { expect } from 'chai';
import { S3Error } from '../../../../../scripts/local-aws/s3/errors.ts';
import { assertPolicy } from '../../../../../scripts/local-aws/s3/request/post-policy.ts';
import { expectError } from '../../../../support/expect-error.ts';

const now = Date.parse('2026-01-02T03:04:05Z');
const policy = (conditions: unknown[], expiration = '2026-01-02T03:04:06.000Z') =>
  Buffer.from(JSON.stringify({ expiration, conditions })).toString('base64');
const fields = new Map([
  ['key', 'users/42/a.jpg'],
  ['content-type', 'image/jpeg'],
  ['bucket', 'pictures'],
  ['policy', 'p'],
  ['x-amz-signature', 's'],
  ['x-ignore-me', 'i'],
]);
const enough = [{ bucket: 'pictures' }, ['starts-with', '$key', 'users/42/'], ['eq', '$Content-Type', 'image/jpeg']];

describe('assertPolicy', () => {
  it('returns the allowed sizes of a form that agrees with its policy', () => {
    const range = ['content-length-range', 1, '20'];

    expect(assertPolicy(policy([...enough, range]), fields, now)).to.deep.equal({ min: 1, max: 20 });
    expect(assertPolicy(policy(enough), fields, now)).to.deep.equal({ min: 0, max: Number.POSITIVE_INFINITY });
  });

  for (const [what, encoded, message] of [
    ['has expired', policy(enough, '2026-01-02T03:04:04Z'), 'Policy expired.'],
    [
      'expects another value',
      policy([...enough, { 'Content-Type': 'image/png' }]),
      'Policy Condition failed: {"Content-Type":"image/png"}',
    ],
    [
      'expects another beginning',
      policy([...enough, ['starts-with', '$key', 'users/7/']]),
      'Policy Condition failed: ["starts-with","$key","users/7/"]',
    ],
    ['expects a missing field', policy([...enough, ['eq', '$acl', 'private']]), 'Policy Condition failed'],
    ['expects another bucket', policy([{ bucket: 'other' }]), 'Policy Condition failed: {"bucket":"other"}'],
    ['does not allow a field', policy(enough.slice(0, 2)), 'Extra input fields: content-type'],
  ] as const) {
    it(`refuses a form whose policy ${what}`, async () => {
      const error = await expectError(S3Error, 'AccessDenied', () => assertPolicy(encoded, fields, now));

      expect(error.message).to.contain(`Invalid according to Policy: ${message}`);
    });
  }

  for (const [what, encoded] of [
    ['no JSON', 'bm9uZQ=='],
    ['without an expiration', Buffer.from('{"conditions":[]}').toString('base64')],
    ['with an unknown condition', policy([['matches', '$key', 'a']])],
    ['with a condition of two fields', policy([{ a: 'b', c: 'd' }])],
  ] as const) {
    it(`refuses a policy ${what}`, async () => {
      await expectError(S3Error, 'InvalidPolicyDocument', () => assertPolicy(encoded, fields, now));
    });
  }
});

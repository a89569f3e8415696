import { expect } from 'chai';
import fc from 'fast-check';
import { type AccessRequest, isAllowed } from '../../../scripts/policies/is-allowed.ts';
import { RolePolicy } from '../../../scripts/policies/role-policy.ts';

function policy(...statements: object[]): RolePolicy {
  return RolePolicy.parse({ Version: '2012-10-17', Statement: statements });
}

const object = 'arn:aws:s3:::bucket/key';
const get: AccessRequest = { action: 's3:GetObject', resource: object };
const allowAll = { Effect: 'Allow', Action: '*', Resource: '*' };

describe('isAllowed', () => {
  it('denies what no statement allows', () => {
    expect(isAllowed([], get)).to.equal(false);
    expect(isAllowed([policy({ Effect: 'Allow', Action: 's3:PutObject', Resource: '*' })], get)).to.equal(false);
    expect(isAllowed([policy({ Effect: 'Allow', Action: 's3:GetObject', Resource: `${object}2` })], get)).to.equal(
      false,
    );
  });

  it('allows what a statement of any policy allows', () => {
    const other = policy({ Effect: 'Allow', Action: 'sqs:*', Resource: '*' });

    expect(isAllowed([other, policy({ Effect: 'Allow', Action: ['s3:GetObject'], Resource: [object] })], get)).to.equal(
      true,
    );
  });

  it('lets a denial outweigh an allowance, whichever comes first', () => {
    const deny = { Effect: 'Deny', Action: 's3:GetObject', Resource: object };

    expect(isAllowed([policy(allowAll, deny)], get)).to.equal(false);
    expect(isAllowed([policy(deny), policy(allowAll)], get)).to.equal(false);
  });

  it('takes NotAction and NotResource for everything but what they list', () => {
    const notGet = policy({ Effect: 'Allow', NotAction: 's3:Get*', Resource: '*' });
    const notThere = policy({ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::bucket/*' });

    expect(isAllowed([notGet], get)).to.equal(false);
    expect(isAllowed([notGet], { ...get, action: 's3:PutObject' })).to.equal(true);
    expect(isAllowed([notThere], get)).to.equal(false);
    expect(isAllowed([notThere], { ...get, resource: 'arn:aws:s3:::other/key' })).to.equal(true);
  });

  it('compares actions without regard to case, and resources with regard to it', () => {
    expect(isAllowed([policy({ Effect: 'Allow', Action: 'S3:getobject', Resource: object })], get)).to.equal(true);
    expect(isAllowed([policy({ Effect: 'Allow', Action: '*', Resource: object.toUpperCase() })], get)).to.equal(false);
  });

  it('holds a condition to every operator and key, and to one of the values', () => {
    const conditional = policy({
      ...allowAll,
      Condition: {
        StringEquals: { 'aws:PrincipalTag': ['a', 'b'] },
        StringLike: { 's3:prefix': 'in*' },
        ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' },
        Bool: { 'aws:SecureTransport': true },
      },
    });
    const context = {
      'aws:principaltag': 'b',
      's3:prefix': 'inbox',
      'aws:SourceArn': 'arn:aws:s3:::bucket',
      'aws:SecureTransport': 'true',
    };

    expect(isAllowed([conditional], { ...get, context })).to.equal(true);
    for (const key of Object.keys(context)) {
      expect(isAllowed([conditional], { ...get, context: { ...context, [key]: 'other' } }), key).to.equal(false);
    }
    expect(isAllowed([conditional], get)).to.equal(false);
  });

  it('holds a condition with IfExists where its key has no value', () => {
    const conditional = policy({ ...allowAll, Condition: { StringEqualsIfExists: { 'aws:ResourceTag/a': 'b' } } });
    expect(isAllowed([conditional], get)).to.equal(true);
    expect(isAllowed([conditional], { ...get, context: { 'aws:ResourceTag/a': 'b' } })).to.equal(true);
    expect(isAllowed([conditional], { ...get, context: { 'aws:ResourceTag/a': 'c' } })).to.equal(false);
  });

  describe('for any policies', () => {
    const part = fc.stringMatching(/^[ab*?]{0,4}$/);
    const statement = fc.record({
      Effect: fc.constantFrom('Allow', 'Deny'),
      Action: part.map((text) => `s3:${text}`),
      Resource: part.map((text) => `arn:aws:s3:::${text}x`),
    });
    const request = fc.record({
      action: part.map((text) => `s3:${text}`),
      resource: part.map((text) => `arn:aws:s3:::${text}x`),
    });

    it('never denies more for another Allow, nor allows more for another Deny', () => {
      fc.assert(
        fc.property(fc.array(statement, { minLength: 1 }), statement, request, (statements, added, asked) => {
          const before = isAllowed([policy(...statements)], asked);
          const after = isAllowed([policy(...statements), policy(added)], asked);
          if (before !== after) expect(added.Effect).to.equal(after ? 'Allow' : 'Deny');
        }),
      );
    });

    it('does not mind the order of statements', () => {
      fc.assert(
        fc.property(fc.array(statement, { minLength: 1 }), request, (statements, asked) => {
          const reversed = isAllowed([policy(...statements.toReversed())], asked);
          expect(reversed).to.equal(isAllowed([policy(...statements)], asked));
        }),
      );
    });

    it('takes a requested key literally, with the wildcards in it', () => {
      fc.assert(
        fc.property(part, part, (wanted, key) => {
          const literal = wanted.replace(/[*?]/g, 'a');
          const allowed = policy({ Effect: 'Allow', Action: 's3:*', Resource: `arn:aws:s3:::b/${literal}` });
          const asked = { action: 's3:GetObject', resource: `arn:aws:s3:::b/${key}` };
          expect(isAllowed([allowed], asked)).to.equal(key === literal);
        }),
      );
    });
  });
});

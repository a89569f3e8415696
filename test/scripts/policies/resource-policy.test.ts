import { expect } from 'chai';
import { isAllowed } from '../../../scripts/policies/is-allowed.ts';
import { appliesToPrincipal, ResourcePolicy } from '../../../scripts/policies/resource-policy.ts';

const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::bucket/*' };
const policy = (...changes: object[]) =>
  ResourcePolicy.parse({ Version: '2012-10-17', Statement: changes.map((it) => ({ ...statement, ...it })) });

describe('ResourcePolicy', () => {
  it('refuses a statement without principals', () => {
    expect(() => policy({})).to.throw(/expected a Principal/);
  });

  it('denies TLS before 1.2', () => {
    const Condition = { NumericLessThan: { 's3:TlsVersion': '1.2' } };
    const policies = [policy({ Principal: '*' }, { Effect: 'Deny', Principal: '*', Condition })];
    const at = (version: string) =>
      isAllowed(policies, {
        action: 's3:GetObject',
        resource: 'arn:aws:s3:::bucket/key',
        context: { 's3:TlsVersion': version },
      });
    expect([at('1.1'), at('1.2'), at('1.3')]).to.deep.equal([false, true, true]);
  });
});

describe('appliesToPrincipal', () => {
  const applies = (change: object) => policy(change).map((it) => appliesToPrincipal(it, 'cloudfront.amazonaws.com'));

  it('finds a principal among those of a statement, and in everybody', () => {
    expect(applies({ Principal: { Service: ['s3.amazonaws.com', 'cloudfront.amazonaws.com'] } })).to.deep.equal([true]);
    expect(applies({ Principal: '*' })).to.deep.equal([true]);
    expect(applies({ Principal: { AWS: 'arn:aws:iam::111111111111:role/web' } })).to.deep.equal([false]);
  });

  it('takes NotPrincipal for everybody but those that it lists', () => {
    expect(applies({ NotPrincipal: { Service: 'cloudfront.amazonaws.com' } })).to.deep.equal([false]);
    expect(applies({ NotPrincipal: { AWS: '111111111111' } })).to.deep.equal([true]);
  });
});

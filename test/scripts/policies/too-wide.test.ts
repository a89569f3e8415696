import { expect } from 'chai';
import { type Statement, statementsOf } from '../../../scripts/policies/statement.ts';
import { isPublic, isUnlimited } from '../../../scripts/policies/too-wide.ts';

const unknown = Symbol('known after apply');

function itHoldsFor(test: (statement: Statement) => boolean, expected: boolean, cases: { [what: string]: object }) {
  for (const [what, statement] of Object.entries(cases)) {
    it(`${expected ? 'holds' : 'does not hold'} for ${what}`, () => {
      expect(statementsOf({ Statement: { Effect: 'Allow', ...statement } }).map(test)).to.deep.equal([expected]);
    });
  }
}

const anyone = { Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::photos/*' };
const anyoneIf = (test: string, key: string, ...values: (string | symbol)[]) => ({
  ...anyone,
  Condition: { [test]: { [key]: values } },
});

describe('isPublic', () => {
  itHoldsFor(isPublic, true, {
    anyone,
    'anyone with an account': { ...anyone, Principal: { AWS: ['1', '*'] } },
    'everyone but somebody': { Action: 's3:*', NotPrincipal: { AWS: '1' } },
    'a condition that names nobody': anyoneIf('Bool', 'aws:SecureTransport', 'true'),
    'a condition that holds without its key': anyoneIf('StringEqualsIfExists', 'aws:PrincipalOrgID', 'o-1'),
    'a condition on all keys, of which there may be none': anyoneIf(
      'ForAllValues:StringEquals',
      'aws:PrincipalOrgPaths',
      'o-1',
    ),
    'everyone but an account': anyoneIf('StringNotEquals', 'aws:PrincipalAccount', '1'),
    'roles of any account': anyoneIf('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:123456789012:a'),
    'any account': anyoneIf('StringLike', 'aws:PrincipalAccount', '?*'),
    'a condition on what anyone can say': anyoneIf('StringEquals', 'aws:Referer', 'https://example.com/'),
    'any account of ten': anyoneIf('StringLike', 'aws:PrincipalAccount', '12345678901?'),
    'any account of some that begin alike': anyoneIf('StringLike', 'aws:PrincipalAccount', '1*'),
    'any account beside one': anyoneIf('StringLike', 'aws:PrincipalAccount', '123456789012', '*'),
    'any organization': anyoneIf('StringLike', 'aws:PrincipalOrgID', 'o-*'),
    'a principal of the account that they have': anyoneIf(
      'StringEquals',
      'aws:PrincipalAccount',
      `\${aws:PrincipalAccount}`,
    ),
    'any bucket': anyoneIf('ArnLike', 'aws:SourceArn', 'arn:aws:s3:::*'),
    'any address': anyoneIf('IpAddress', 'aws:SourceIp', '0.0.0.0/0'),
    'any address in two halves': anyoneIf('IpAddress', 'aws:SourceIp', '0.0.0.0/1', '128.0.0.0/1'),
    'any address of version 6': anyoneIf('IpAddress', 'aws:SourceIp', '::/00'),
  });

  itHoldsFor(isPublic, false, {
    'an account': { ...anyone, Principal: { AWS: '123456789012' } },
    'a denial': { ...anyone, Effect: 'Deny' },
    'an account that is named by a condition': anyoneIf('StringEquals', 'aws:PrincipalAccount', '123456789012'),
    'roles of an account': anyoneIf('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::123456789012:role/*'),
    'a bucket': anyoneIf('ArnLike', 'aws:SourceArn', 'arn:aws:s3:::photos'),
    'an organization, and a part of it': anyoneIf('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-1/r-1/*'),
    'sessions of a role': anyoneIf('StringLike', 'aws:userid', 'AROA1:*'),
    'networks, and an address': anyoneIf('IpAddress', 'aws:SourceIp', '10.0.0.0/8', '2001:db8::/32', '1.2.3.4'),
    'what is not known yet': anyoneIf('ArnLike', 'aws:SourceArn', unknown),
  });
});

const one = { Action: 's3:GetObject', Resource: 'arn:aws:s3:::photos/*' };

describe('isUnlimited', () => {
  itHoldsFor(isUnlimited, true, {
    'all actions': { ...one, Action: '*' },
    'all actions, in other words': { ...one, Action: ['s3:GetObject', '**'] },
    'all actions of a service': { ...one, Action: 's3:*' },
    'all actions of a service, in other words': { ...one, Action: 's3:?*' },
    'an action of any service': { ...one, Action: '*:Put*' },
    'all actions but some': { Resource: one.Resource, NotAction: 'iam:PassRole' },
    'all resources': { ...one, Resource: '*' },
    'all resources, in other words': { ...one, Resource: '**' },
    'all resources but some': { Action: one.Action, NotResource: 'arn:aws:s3:::photos/*' },
    'all resources of a service': { ...one, Resource: 'arn:aws:s3*' },
    'all buckets': { Action: 's3:Get*', Resource: 'arn:aws:s3:::*' },
    'all objects': { ...one, Resource: [one.Resource, 'arn:aws:s3:::*/*'] },
    'all of IAM': { Action: 'iam:P*', Resource: 'arn:aws:iam::*:*' },
    'all of IAM in an account': { Action: 'iam:P*', Resource: 'arn:aws:iam::123456789012:*' },
    'all roles': { Action: 'iam:PassRole', Resource: 'arn:aws:iam::*:role/*' },
  });

  itHoldsFor(isUnlimited, false, {
    'an action on the objects of a bucket': one,
    'some actions on some buckets': { Action: 's3:Get*', Resource: 'arn:aws:s3:::photos-*/*' },
    'a log of any account': { ...one, Resource: 'arn:aws:logs:*:*:log-group:/aws/lambda/thumbnail:*' },
    'keys of an account': { ...one, Resource: 'arn:aws:kms:eu-west-1:123456789012:key/*' },
    'what is not known yet': { ...one, Resource: unknown },
    'a denial': { ...one, Action: '*', Effect: 'Deny' },
    'the policy of a bucket': { ...one, Action: 's3:*', Resource: '*', Principal: { AWS: '1' } },
    'the policy of a role, which names no resource': { Action: 'sts:*' },
  });
});

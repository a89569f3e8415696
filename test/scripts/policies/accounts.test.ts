import { expect } from 'chai';
import { accountOf, otherAccounts, principalAccounts } from '../../../scripts/policies/accounts.ts';
import { statementsOf } from '../../../scripts/policies/statement.ts';

const [statement] = statementsOf({
  Statement: {
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: ['*', 'arn:aws:s3:::photos/*', 'arn:aws:sqs:eu-west-1:333333333333:a'],
    Principal: { AWS: ['111111111111', 'arn:aws:iam::222222222222:role/a'], Service: 's3.amazonaws.com' },
    Condition: {
      StringEquals: { 'aws:SourceAccount': '444444444444', 'aws:RequestTag/cost': '555555555555' },
      ArnLike: { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:666666666666:a' },
    },
  },
});

describe('accountOf', () => {
  it('reads the account of an ARN, or a number of 12 digits', () => {
    expect(accountOf('arn:aws-cn:sqs:cn-north-1:123456789012:a')).to.equal('123456789012');
    expect(accountOf('123456789012')).to.equal('123456789012');
  });

  for (const text of [
    'arn:aws:s3:::123456789012',
    'arn:aws:iam::aws:policy/a',
    '1234567890123',
    'a 123456789012',
    '',
  ]) {
    it(`reads none in ${JSON.stringify(text)}`, () => {
      expect(accountOf(text)).to.equal(undefined);
    });
  }
});

describe('principalAccounts', () => {
  it('reads the accounts of the principals alone', () => {
    expect(statement && principalAccounts(statement)).to.deep.equal(['111111111111', '222222222222']);
  });
});

describe('otherAccounts', () => {
  it('reads the accounts of resources, and of conditions that name a caller', () => {
    expect(statement && otherAccounts(statement)).to.deep.equal(['333333333333', '444444444444', '666666666666']);
  });
});

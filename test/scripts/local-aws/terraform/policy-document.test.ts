import { expect } from 'chai';
import { policyDocument } from '../../../../scripts/local-aws/terraform/policy-document.ts';
import { expectError } from '../../../support/expect-error.ts';

describe('policyDocument', () => {
  const documentOf = (statement: object) => JSON.parse(JSON.stringify(policyDocument({ statement: [statement] })));

  it('gives a statement in the words of IAM, Allow where nothing else is said', () => {
    expect(documentOf({ sid: 'Read', actions: ['s3:GetObject'], resources: ['arn:aws:s3:::a/*'] })).to.deep.equal({
      Version: '2012-10-17',
      Statement: [{ Sid: 'Read', Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::a/*'] }],
    });
  });

  it('gives denials, exceptions, principals and conditions', () => {
    const given = {
      effect: 'Deny',
      not_actions: ['s3:ListBucket'],
      not_resources: ['arn:aws:s3:::a'],
      principals: [{ type: 'Service', identifiers: ['lambda.amazonaws.com'] }],
      condition: [
        { test: 'StringEquals', variable: 'aws:SourceAccount', values: ['111111111111'] },
        { test: 'StringEquals', variable: 'aws:PrincipalType', values: ['User'] },
        { test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] },
      ],
    };

    expect(documentOf(given).Statement).to.deep.equal([
      {
        Effect: 'Deny',
        NotAction: ['s3:ListBucket'],
        NotResource: ['arn:aws:s3:::a'],
        Principal: { Service: ['lambda.amazonaws.com'] },
        Condition: {
          StringEquals: { 'aws:SourceAccount': ['111111111111'], 'aws:PrincipalType': ['User'] },
          Bool: { 'aws:SecureTransport': ['false'] },
        },
      },
    ]);
  });

  it('refuses what it does not know of a statement, and names it', async () => {
    const { message } = await expectError(Error, undefined, () =>
      documentOf({ actions: ['s3:*'], not_principals: [] }),
    );

    expect(message).to.contain('not_principals');
  });
});

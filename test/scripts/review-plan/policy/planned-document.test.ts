import { expect } from 'chai';
import { plannedDocument } from '../../../../scripts/review-plan/policy/planned-document.ts';
import { unknown } from '../../../../scripts/review-plan/values.ts';

const statement = { actions: ['s3:GetObject'], resources: [unknown] };

describe('plannedDocument', () => {
  it('gives the policy that the data source will make of its configuration', () => {
    const principals = [{ type: 'AWS', identifiers: ['1'] }];
    const condition = [
      { test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] },
      { test: 'Bool', variable: 'aws:ViaAWSService', values: ['true'] },
    ];
    const opposite = { not_actions: ['iam:*'], not_resources: ['a'], not_principals: principals };
    const configuration = {
      version: null,
      statement: [
        { ...statement, sid: 'Read', principals, condition },
        { effect: 'Deny', sid: '', ...opposite },
        { ...statement, principals: [{ type: '*', identifiers: ['*'] }] },
      ],
    };
    expect(plannedDocument(configuration)).to.deep.equal({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Read',
          Effect: 'Allow',
          Action: ['s3:GetObject'],
          Resource: [unknown],
          Principal: { AWS: ['1'] },
          Condition: { Bool: { 'aws:SecureTransport': ['false'], 'aws:ViaAWSService': ['true'] } },
        },
        { Effect: 'Deny', NotAction: ['iam:*'], NotResource: ['a'], NotPrincipal: { AWS: ['1'] } },
        { Effect: 'Allow', Action: ['s3:GetObject'], Resource: [unknown], Principal: '*' },
      ],
    });
  });

  for (const name of ['source_json', 'override_json', 'source_policy_documents', 'override_policy_documents']) {
    it(`gives nothing for a document that is made of others by ${name}`, () => {
      expect(plannedDocument({ statement: [statement], [name]: unknown })).to.equal(undefined);
    });
  }

  it('gives nothing when too little is known', () => {
    expect(plannedDocument({ statement: unknown })).to.equal(undefined);
  });
});

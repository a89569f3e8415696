import { expect } from 'chai';
import { TerraformDocument } from '../../../scripts/policies/terraform-document.ts';

const unknown = Symbol('known after apply');
const statement = { actions: ['s3:GetObject'], resources: [unknown] };
const policyOf = (...statements: object[]) => TerraformDocument.parse({ statement: statements }).Statement;

describe('TerraformDocument', () => {
  it('gives a statement in the words of IAM, Allow where nothing else is said', () => {
    const read = { sid: 'Read', actions: ['s3:GetObject'], resources: ['arn:aws:s3:::a/*'] };
    expect(TerraformDocument.parse({ statement: [read] })).to.deep.equal({
      Version: '2012-10-17',
      Statement: [{ Sid: 'Read', Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::a/*'] }],
    });
  });

  it('gives denials, exceptions, principals and conditions', () => {
    const given = {
      effect: 'Deny',
      sid: '',
      not_actions: ['s3:ListBucket'],
      not_resources: ['arn:aws:s3:::a'],
      principals: [{ type: 'Service', identifiers: ['lambda.amazonaws.com'] }],
      not_principals: [{ type: 'AWS', identifiers: ['1'] }],
      condition: [
        { test: 'StringEquals', variable: 'aws:SourceAccount', values: ['111111111111'] },
        { test: 'StringEquals', variable: 'aws:PrincipalType', values: ['User'] },
        { test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] },
      ],
    };
    expect(policyOf(given)).to.deep.equal([
      {
        Effect: 'Deny',
        NotAction: ['s3:ListBucket'],
        NotResource: ['arn:aws:s3:::a'],
        Principal: { Service: ['lambda.amazonaws.com'] },
        NotPrincipal: { AWS: ['1'] },
        Condition: {
          StringEquals: { 'aws:SourceAccount': ['111111111111'], 'aws:PrincipalType': ['User'] },
          Bool: { 'aws:SecureTransport': ['false'] },
        },
      },
    ]);
  });

  it('joins blocks of one type of principal, and of one condition key', () => {
    const given = {
      ...statement,
      principals: [
        { type: 'AWS', identifiers: ['1'] },
        { type: 'AWS', identifiers: ['2'] },
      ],
      condition: [
        { test: 'StringEquals', variable: 'aws:SourceAccount', values: ['1'] },
        { test: 'StringEquals', variable: 'aws:SourceAccount', values: ['2'] },
      ],
    };
    expect(policyOf(given)).to.deep.include.members([
      {
        Effect: 'Allow',
        Action: ['s3:GetObject'],
        Resource: [unknown],
        Principal: { AWS: ['1', '2'] },
        Condition: { StringEquals: { 'aws:SourceAccount': ['1', '2'] } },
      },
    ]);
  });

  it('writes anyone without a type, and without hiding who else is named', () => {
    const anyone = { type: '*', identifiers: ['*'] };
    const other = { type: 'AWS', identifiers: ['1'] };
    expect(policyOf({ principals: [anyone] })).to.deep.equal([{ Effect: 'Allow', Principal: '*' }]);
    expect(policyOf({ principals: [anyone, other] })).to.deep.equal([
      { Effect: 'Allow', Principal: { '*': ['*'], AWS: ['1'] } },
    ]);
  });

  it('takes null, as a plan has it, for an argument that is not set', () => {
    const given = { ...statement, sid: null, effect: null, not_actions: null, principals: null, condition: null };
    expect(TerraformDocument.parse({ version: null, statement: [given], source_json: null })).to.deep.equal({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ['s3:GetObject'], Resource: [unknown] }],
    });
  });

  for (const name of ['source_json', 'override_json', 'source_policy_documents', 'override_policy_documents']) {
    it(`refuses a document that takes in others by ${name}`, () => {
      expect(TerraformDocument.safeParse({ statement: [statement], [name]: [] }).success).to.equal(true);
      expect(TerraformDocument.safeParse({ statement: [statement], [name]: unknown }).success).to.equal(false);
      expect(TerraformDocument.safeParse({ statement: [statement], [name]: ['{}'] }).success).to.equal(false);
    });
  }

  it('refuses statements that are not known', () => {
    expect(TerraformDocument.safeParse({ statement: unknown }).success).to.equal(false);
  });

  it('refuses an argument that it does not know, and names it', () => {
    const { error } = TerraformDocument.safeParse({ statement: [{ ...statement, not_conditions: [] }] });
    expect(error?.message).to.contain('not_conditions');
  });
});

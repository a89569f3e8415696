import { expect } from 'chai';
import { DataAwsIamPolicyDocument } from '../../../infra/terraform.ts';
import { violationsOf } from './violations.ts';

const trust = {
  sid: 'Trust',
  actions: ['sts:AssumeRole'],
  principals: [{ type: 'Service', identifiers: ['lambda.amazonaws.com'] }],
};
const everybody = [{ type: 'AWS', identifiers: ['*'] }];

describe('knownPrincipals', () => {
  it('accepts named principals, and a denial of everybody', () => {
    expect(ofStatement(trust)).to.deep.equal([]);
    expect(ofStatement({ ...trust, effect: 'Deny', principals: everybody })).to.deep.equal([]);
  });

  it('refuses to allow everybody, and names the statement and the fix', () => {
    expect(ofStatement({ ...trust, principals: everybody })).to.deep.equal([
      'stack/document: Trust allows everybody: name the principals',
    ]);
  });

  it('refuses everybody beside named principals, and everybody except some', () => {
    expect(ofStatement({ ...trust, principals: [...trust.principals, ...everybody] })).to.have.length(1);
    expect(ofStatement({ ...trust, effect: 'allow', principals: everybody })).to.have.length(1);
    const { principals: notPrincipals, ...rest } = trust;
    expect(ofStatement({ ...rest, notPrincipals })).to.have.length(1);
  });
});

function ofStatement(statement: object): readonly string[] {
  return violationsOf((stack) => {
    new DataAwsIamPolicyDocument(stack, 'document', { statement: [statement] });
  });
}

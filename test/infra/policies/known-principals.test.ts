import { expect } from 'chai';
import { DataAwsIamPolicyDocument } from '../../../infra/terraform.ts';
import { violationsOf } from './violations.ts';

const trust = {
  sid: 'Trust',
  actions: ['sts:AssumeRole'],
  principals: [{ type: 'Service', identifiers: ['lambda.amazonaws.com'] }],
};
const anybody = [{ type: 'AWS', identifiers: ['*'] }];

describe('knownPrincipals', () => {
  it('takes a trust in somebody, and a denial of everybody', () => {
    expect(ofStatement(trust)).to.deep.equal([]);
    expect(ofStatement({ ...trust, effect: 'Deny', principals: anybody })).to.deep.equal([]);
  });

  it('refuses a trust in anybody, and names the statement and what to do', () => {
    expect(ofStatement({ ...trust, principals: anybody })).to.deep.equal([
      'stack/document: anybody is let in by Trust: name the principals',
    ]);
  });

  it('refuses anybody beside somebody, and anybody but somebody', () => {
    expect(ofStatement({ ...trust, principals: [...trust.principals, ...anybody] })).to.have.length(1);
    expect(ofStatement({ ...trust, effect: 'allow', principals: anybody })).to.have.length(1);
    const { principals: notPrincipals, ...rest } = trust;
    expect(ofStatement({ ...rest, notPrincipals })).to.have.length(1);
  });
});

function ofStatement(statement: object): readonly string[] {
  return violationsOf((stack) => {
    new DataAwsIamPolicyDocument(stack, 'document', { statement: [statement] });
  });
}

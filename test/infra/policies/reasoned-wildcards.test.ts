import { expect } from 'chai';
import { allowWildcard } from '../../../infra/policies/reasoned-wildcards.ts';
import { DataAwsIamPolicyDocument, IamPolicy, IamRole, IamRolePolicy } from '../../../infra/terraform.ts';
import { violationsOf } from './violations.ts';

const modest = { sid: 'Read', actions: ['s3:GetObject'], resources: ['arn:aws:s3:::photos/*'] };

describe('reasonedWildcards', () => {
  it('takes a role that is allowed certain actions on certain resources', () => {
    expect(ofStatement(modest)).to.deep.equal([]);
  });

  it('refuses every resource, and names the statement and what to do', () => {
    expect(ofStatement({ ...modest, resources: ['*'] })).to.deep.equal([
      'stack/document: the role may do too much by Read (s3:GetObject on *): name the actions and the resources, or give the reason with allowWildcard',
    ]);
  });

  const wide = {
    'every action': { ...modest, actions: ['*'] },
    'every action of a service': { ...modest, actions: ['s3:*'] },
    'actions by their first letters': { ...modest, actions: ['s3:Get*'] },
    'every action but some': { resources: modest.resources, notActions: ['s3:GetObject'] },
    'every resource but some': { actions: modest.actions, notResources: modest.resources },
  };
  for (const [mistake, statement] of Object.entries(wide)) {
    it(`refuses ${mistake}`, () => {
      expect(ofStatement(statement)).to.have.length(1);
    });
  }

  it('takes what has a written reason, of that statement alone', () => {
    const everything = { ...modest, resources: ['*'] };
    expect(ofStatement(everything, 'S3 has no other way.')).to.deep.equal([]);
    expect(ofStatement(everything, ' ')).to.have.length(1);
    expect(ofStatement({ ...everything, sid: 'Write' }, 'S3 has no other way.')).to.have.length(1);
  });

  it('takes a denial, and the policy of a resource', () => {
    const everything = { actions: ['s3:*'], resources: ['*'] };
    expect(ofStatement({ ...everything, effect: 'Deny' })).to.deep.equal([]);
    expect(ofStatement({ ...everything, principals: [{ type: 'AWS', identifiers: ['123456789012'] }] })).to.be.empty;
  });

  it('refuses a policy that it cannot read', () => {
    const policy = JSON.stringify({ Statement: [] });
    const violation =
      'stack/policy: the policy of the role cannot be checked: make it with a DataAwsIamPolicyDocument of this stack';
    expect(violationsOf((stack) => void new IamRolePolicy(stack, 'policy', { role: 'role', policy }))).to.deep.equal([
      violation,
    ]);
    expect(violationsOf((stack) => void new IamPolicy(stack, 'policy', { policy }))).to.deep.equal([violation]);
  });

  it('refuses a role that has policies of its own', () => {
    const ofRole = (policies: object) =>
      violationsOf((stack) => void new IamRole(stack, 'role', { assumeRolePolicy: '{}', ...policies }));
    const violation = 'stack/role: the policies of the role cannot be checked: make each with an IamRolePolicy instead';
    expect(ofRole({})).to.deep.equal([]);
    expect(ofRole({ managedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] })).to.deep.equal([violation]);
    expect(ofRole({ inlinePolicy: [{ name: 'all', policy: '{}' }] })).to.deep.equal([violation]);
  });
});

function ofStatement(statement: object, reason?: string): readonly string[] {
  return violationsOf((stack) => {
    const document = new DataAwsIamPolicyDocument(stack, 'document', { statement: [statement] });
    if (reason !== undefined) allowWildcard(document, 'Read', reason);
    new IamRolePolicy(stack, 'policy', { role: 'role', policy: document.json });
  });
}

import { expect } from 'chai';
import { addExclusivePolicies } from '../../../infra/constructs/exclusive-policies.ts';
import type { ReadableStack } from '../../../infra/readable-stack.ts';
import { DataAwsIamPolicyDocument, IamRole, IamRolePolicy } from '../../../infra/terraform.ts';
import { violationsOf } from './violations.ts';

describe('exclusiveRolePolicies', () => {
  it('accepts a role of which Terraform removes other policies', () => {
    expect(violationsOf((stack) => addExclusivePolicies(stack, ...roleIn(stack)))).to.deep.equal([]);
  });

  it('refuses a role whose other policies stay, and names it and the fix', () => {
    expect(violationsOf((stack) => void roleIn(stack))).to.deep.equal([
      'stack/role: policies that are added to the role by hand would stay: call addExclusivePolicies',
    ]);
  });

  for (const id of ['role-policies-exclusive', 'role-policy-attachments-exclusive']) {
    it(`refuses a role without ${id}`, () => {
      const violations = violationsOf((stack) => {
        addExclusivePolicies(stack, ...roleIn(stack));
        stack.node.tryRemoveChild(id);
      });
      expect(violations).to.have.length(1);
    });
  }
});

function roleIn(stack: ReadableStack): [IamRole, IamRolePolicy] {
  const { json } = new DataAwsIamPolicyDocument(stack, 'document', { statement: [] });
  const role = new IamRole(stack, 'role', { assumeRolePolicy: json });
  return [role, new IamRolePolicy(stack, 'role-policy', { role: role.name, policy: json })];
}

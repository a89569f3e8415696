import { expect } from 'chai';
import { addExclusivePolicies } from '../../../infra/constructs/exclusive-policies.ts';
import type { ReadableStack } from '../../../infra/readable-stack.ts';
import {
  DataAwsIamPolicyDocument,
  IamPolicy,
  IamRole,
  IamRolePolicy,
  IamRolePolicyAttachment,
  IamRolePolicyAttachmentsExclusive,
  TerraformResource,
} from '../../../infra/terraform.ts';
import { violationsOf as allViolationsOf } from './violations.ts';

const uncheckable =
  'stack/it: the policy document cannot be checked: write it as statements with lists of actions and resources';
const ofDocument = 'use a DataAwsIamPolicyDocument of this stack';

describe('checkable', () => {
  it('accepts a role, its policies, inside and attached, and their documents', () => {
    const violations = violationsOf((stack) => {
      const { json } = documentIn(stack);
      const role = new IamRole(stack, 'role', { assumeRolePolicy: json });
      const { arn: policyArn } = new IamPolicy(stack, 'managed', { policy: json });
      const attachment = new IamRolePolicyAttachment(stack, 'attachment', { role: role.name, policyArn });
      const policy = new IamRolePolicy(stack, 'role-policy', { role: role.name, policy: json });
      addExclusivePolicies(stack, role, policy, [attachment]);
      new IamPolicy(stack, 'boundary', { policy: json });
    });
    expect(violations).to.deep.equal([]);
  });

  const text = JSON.stringify({ Statement: [] });
  const made: Record<string, { by: (stack: ReadableStack, policy: string) => void; argument: string }> = {
    'the policy of a role': {
      by: (stack, policy) => new IamRolePolicy(stack, 'it', { role: 'role', policy }),
      argument: 'policy',
    },
    'a policy': { by: (stack, policy) => new IamPolicy(stack, 'it', { policy }), argument: 'policy' },
    'the trust of a role': {
      by: (stack, assumeRolePolicy) => new IamRole(stack, 'it', { assumeRolePolicy }),
      argument: 'assume_role_policy',
    },
  };
  for (const [what, { by, argument }] of Object.entries(made)) {
    it(`refuses ${what} written as text, even if the text refers to a document`, () => {
      const violation = `stack/it: its ${argument} cannot be checked: ${ofDocument}`;
      expect(violationsOf((stack) => by(stack, text))).to.deep.equal([violation]);
      expect(violationsOf((stack) => by(stack, `${documentIn(stack).json} `))).to.deep.equal([violation]);
      const naming = (stack: ReadableStack) => JSON.stringify({ Id: documentIn(stack).id, Statement: [] });
      expect(violationsOf((stack) => by(stack, naming(stack)))).to.deep.equal([violation]);
    });
  }

  it('refuses a role with policies of its own', () => {
    const ofRole = (policies: object) =>
      violationsOf((stack) => {
        new IamRole(stack, 'role', { assumeRolePolicy: documentIn(stack).json, ...policies });
      });
    const violation = 'stack/role: the policies of the role cannot be checked: use an IamRolePolicy for each instead';
    expect(ofRole({ managedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] })).to.deep.equal([violation]);
    expect(ofRole({ inlinePolicy: [{ name: 'all', policy: text }] })).to.deep.equal([violation]);
  });

  const elsewhere = [
    'aws_iam_role_policy_attachment',
    'aws_iam_role_policy_attachments_exclusive',
    'aws_iam_policy_attachment',
    'aws_iam_user_policy',
    'aws_iam_group_policy',
    'aws_iam_group_policies_exclusive',
  ];
  for (const terraformResourceType of elsewhere) {
    it(`refuses ${terraformResourceType}, which no policy checks`, () => {
      expect(violationsOf((stack) => void new TerraformResource(stack, 'it', { terraformResourceType }))).to.deep.equal(
        [`stack/it: the permissions of ${terraformResourceType} cannot be checked: use an IamRolePolicy instead`],
      );
    });
  }

  it('refuses to attach a policy of another stack, or of AWS', () => {
    const policyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
    const attachments = [
      (stack: ReadableStack) => new IamRolePolicyAttachment(stack, 'it', { role: 'role', policyArn }),
      (stack: ReadableStack) =>
        new IamRolePolicyAttachmentsExclusive(stack, 'it', { roleName: 'role', policyArns: [policyArn] }),
    ];
    for (const attach of attachments) expect(violationsOf((stack) => void attach(stack))).to.have.length(1);
  });

  const incomplete: Record<string, object> = {
    'includes another': { sourcePolicyDocuments: [text] },
    'is overridden by another': { overridePolicyDocuments: [text] },
    'is one of several': { count: 1 },
  };
  for (const [what, config] of Object.entries(incomplete)) {
    it(`refuses a document that ${what}`, () => {
      const violations = violationsOf((stack) => {
        new DataAwsIamPolicyDocument(stack, 'it', config);
      });
      expect(violations).to.deep.equal([uncheckable]);
    });
  }

  it('refuses a document with dynamic blocks', () => {
    const overriddenBy = (path: string) =>
      violationsOf((stack) => {
        const document = new DataAwsIamPolicyDocument(stack, 'it', { statement: [{ effect: 'Deny' }] });
        document.addOverride(path, { for_each: [1], content: {} });
      });
    expect(overriddenBy('dynamic.statement')).to.deep.equal([uncheckable]);
    expect(overriddenBy('statement.0.dynamic.condition')).to.deep.equal([uncheckable]);
  });

  it('refuses a module', () => {
    expect(violationsOf((stack) => stack.addOverride('module.photos', { source: './photos' }))).to.deep.equal([
      'stack: module.photos: the resources of a module cannot be checked: use constructs of this project instead',
    ]);
  });
});

function violationsOf(describeStack: (stack: ReadableStack) => void): readonly string[] {
  return allViolationsOf(describeStack).filter((violation) => violation.includes('cannot be checked'));
}

function documentIn(stack: ReadableStack): DataAwsIamPolicyDocument {
  return new DataAwsIamPolicyDocument(stack, 'document', { statement: [] });
}

import { expect } from 'chai';
import { allowWildcard } from '../../../infra/policies/reasoned-wildcards.ts';
import type { ReadableStack } from '../../../infra/readable-stack.ts';
import { DataAwsCallerIdentity, DataAwsIamPolicyDocument, IamRolePolicy, S3Bucket } from '../../../infra/terraform.ts';
import { reference } from '../synthesized.ts';
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
    'actions by all letters but one': { ...modest, actions: ['s3:GetObjec?'] },
    'actions that a reference names': { ...modest, actions: [reference('local.action')] },
    'every resource in other signs': { ...modest, resources: ['**'] },
    'every resource of a letter': { ...modest, resources: ['?*'] },
    'every resource beside one': { ...modest, resources: [...modest.resources, '*'] },
    'all of AWS': { ...modest, resources: ['arn:aws:*'] },
    'all buckets': { ...modest, resources: ['arn:aws:s3:::*'] },
    'all queues of all regions': { ...modest, resources: ['arn:aws:sqs:*:123456789012:photos'] },
    'resources that a reference names': { ...modest, resources: [reference('local.resource')] },
    'an effect in another case': { ...modest, effect: 'allow', resources: ['*'] },
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

  it('takes no reason for statements without a sid, since it would be one for them all', () => {
    expect(ofStatement({ ...modest, sid: '', resources: ['*'] }, 'S3 has no other way.', '')).to.have.length(1);
  });

  it('takes wildcards after the beginning of a name, and references to what is made here', () => {
    const resources = (stack: ReadableStack) => {
      const bucket = new S3Bucket(stack, 'photos', { bucket: 'photos' });
      const { accountId } = new DataAwsCallerIdentity(stack, 'current');
      return [bucket.arn, `${bucket.arn}/*`, `arn:aws:sqs:eu-west-1:${accountId}:photos-*`];
    };
    const violations = violationsOf((stack) => {
      new DataAwsIamPolicyDocument(stack, 'document', { statement: [{ ...modest, resources: resources(stack) }] });
    });
    expect(violations.filter((violation) => violation.includes('too much'))).to.deep.equal([]);
  });

  it('takes a denial, and the policy of a resource', () => {
    const everything = { actions: ['s3:*'], resources: ['*'] };
    expect(ofStatement({ ...everything, effect: 'Deny' })).to.deep.equal([]);
    expect(ofStatement({ ...everything, principals: [{ type: 'AWS', identifiers: ['123456789012'] }] })).to.be.empty;
  });
});

function ofStatement(statement: object, reason?: string, sid = 'Read'): readonly string[] {
  return violationsOf((stack) => {
    const document = new DataAwsIamPolicyDocument(stack, 'document', { statement: [statement] });
    if (reason !== undefined) allowWildcard(document, sid, reason);
    new IamRolePolicy(stack, 'policy', { role: 'role', policy: document.json });
  });
}

import { expect } from 'chai';
import { allowWildcard } from '../../../infra/policies/reasoned-wildcards.ts';
import type { ReadableStack } from '../../../infra/readable-stack.ts';
import { DataAwsCallerIdentity, DataAwsIamPolicyDocument, IamRolePolicy, S3Bucket } from '../../../infra/terraform.ts';
import { reference } from '../synthesized.ts';
import { violationsOf } from './violations.ts';

const narrow = { sid: 'Read', actions: ['s3:GetObject'], resources: ['arn:aws:s3:::photos/*'] };

describe('reasonedWildcards', () => {
  it('accepts named actions on named resources', () => {
    expect(ofStatement(narrow)).to.deep.equal([]);
  });

  it('refuses the resource *, and names the statement and the fix', () => {
    expect(ofStatement({ ...narrow, resources: ['*'] })).to.deep.equal([
      'stack/document: the policy is too wide in Read (s3:GetObject on *): name the actions and the resources, or give a reason with allowWildcard',
    ]);
  });

  const wide = {
    'every action': { ...narrow, actions: ['*'] },
    'every action of a service': { ...narrow, actions: ['s3:*'] },
    'actions by a prefix': { ...narrow, actions: ['s3:Get*'] },
    'an action with a question mark': { ...narrow, actions: ['s3:GetObjec?'] },
    'an action from a reference': { ...narrow, actions: [reference('local.action')] },
    'every resource as **': { ...narrow, resources: ['**'] },
    'every resource as ?*': { ...narrow, resources: ['?*'] },
    'every resource beside a named one': { ...narrow, resources: [...narrow.resources, '*'] },
    'all of AWS': { ...narrow, resources: ['arn:aws:*'] },
    'all buckets': { ...narrow, resources: ['arn:aws:s3:::*'] },
    'all queues of all regions': { ...narrow, resources: ['arn:aws:sqs:*:123456789012:photos'] },
    'a resource from a reference': { ...narrow, resources: [reference('local.resource')] },
    'an effect in another case': { ...narrow, effect: 'allow', resources: ['*'] },
    'every action except some': { resources: narrow.resources, notActions: ['s3:GetObject'] },
    'every resource except some': { actions: narrow.actions, notResources: narrow.resources },
  };
  for (const [mistake, statement] of Object.entries(wide)) {
    it(`refuses ${mistake}`, () => {
      expect(ofStatement(statement)).to.have.length(1);
    });
  }

  it('accepts a wildcard with a written reason, only in that statement', () => {
    const everything = { ...narrow, resources: ['*'] };
    expect(ofStatement(everything, 'S3 has no other way.')).to.deep.equal([]);
    expect(ofStatement(everything, ' ')).to.have.length(1);
    expect(ofStatement({ ...everything, sid: 'Write' }, 'S3 has no other way.')).to.have.length(1);
  });

  it('accepts no reason for statements without a sid, since it would apply to all of them', () => {
    expect(ofStatement({ ...narrow, sid: '', resources: ['*'] }, 'S3 has no other way.', '')).to.have.length(1);
  });

  it('accepts wildcards after the first character of a name, and references to resources of the stack', () => {
    const resources = (stack: ReadableStack) => {
      const bucket = new S3Bucket(stack, 'photos', { bucket: 'photos' });
      const { accountId } = new DataAwsCallerIdentity(stack, 'current');
      return [bucket.arn, `${bucket.arn}/*`, `arn:aws:sqs:eu-west-1:${accountId}:photos-*`];
    };
    const violations = violationsOf((stack) => {
      new DataAwsIamPolicyDocument(stack, 'document', { statement: [{ ...narrow, resources: resources(stack) }] });
    });
    expect(violations.filter((violation) => violation.includes('too wide'))).to.deep.equal([]);
  });

  it('accepts a denial, and a resource policy', () => {
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

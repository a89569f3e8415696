import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { addExclusivePolicies } from '../../../infra/constructs/exclusive-policies.ts';
import { PolicyError } from '../../../infra/errors.ts';
import { parseEnvironments } from '../../../infra/parse-environments.ts';
import type { ReadableStack } from '../../../infra/readable-stack.ts';
import {
  DataAwsCallerIdentity,
  DataAwsIamPolicyDocument,
  IamPolicy,
  IamRole,
  IamRolePolicy,
} from '../../../infra/terraform.ts';
import { writeBootstrap } from '../bootstrap/applied.ts';
import { everyOption } from '../synthesized.ts';
import { violationsOf } from './violations.ts';

const advice = 'put fewer environments into the account, or use shorter names';
/** The characters of a policy with one statement of one action, and a resource without a name. */
const frame = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Sid: 'Read', Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::'] }],
}).length;

describe('policySizes', () => {
  it('accepts inline policies of 10240 characters in one role, and refuses one more', () => {
    const ofRole = (characters: number) =>
      violationsOf((stack) => {
        const role = roleWith(stack, documentOf(stack, 'trust', 'a'));
        for (const [id, size] of Object.entries({ one: 5000, two: characters - 5000 })) {
          const policy = documentOf(stack, id, 'a'.repeat(size - frame)).json;
          new IamRolePolicy(stack, `${id}-policy`, { role: role.name, policy });
        }
      });
    expect(ofRole(10_240)).to.deep.equal([]);
    expect(ofRole(10_241)).to.deep.equal([
      `stack/role: the inline policies of the role have up to 10241 characters where IAM allows 10240: ${advice}`,
    ]);
  });

  it('accepts a managed policy of 6144 characters, and refuses one more', () => {
    const ofPolicy = (characters: number) =>
      violationsOf((stack) => {
        new IamPolicy(stack, 'it', { policy: documentOf(stack, 'document', 'a'.repeat(characters - frame)).json });
      });
    expect(ofPolicy(6144)).to.deep.equal([]);
    expect(ofPolicy(6145)).to.deep.equal([
      `stack/it: the policy has up to 6145 characters where IAM allows 6144: ${advice}`,
    ]);
  });

  it('refuses a trust policy of more than 2048 characters', () => {
    const violations = violationsOf((stack) => void roleWith(stack, documentOf(stack, 'trust', 'a'.repeat(2048))));
    expect(violations[0]).to.match(/^stack\/role: the trust policy has up to \d+ characters where IAM allows 2048/);
  });

  it('counts an account number as twelve digits, and ignores white space', () => {
    const with12 = (characters: number) =>
      violationsOf((stack) => {
        const { accountId } = new DataAwsCallerIdentity(stack, 'current');
        const name = `${accountId} ${'a'.repeat(characters - frame - 12)}`;
        new IamPolicy(stack, 'it', { policy: documentOf(stack, 'document', name).json });
      });
    expect(with12(6144)).to.deep.equal([]);
    expect(with12(6145)).to.have.length(1);
  });

  it('accepts the deploy role of an environment with long names and every option', () => {
    const outdir = mkdtempSync(join(tmpdir(), 'policy-sizes-'));
    const { permissionsBoundary: _, ...settings } = everyOption;
    const name = 'production-in-ireland';
    const environments = parseEnvironments([{ ...settings, project: 'photo-thumbnails', name, region: 'eu-west-1' }]);
    try {
      expect(() => writeBootstrap(outdir, { environments: [name] }, environments)).not.to.throw();
    } finally {
      rmSync(outdir, { recursive: true });
    }
  });

  it('refuses an account with more environments than fit into the plan role', () => {
    const outdir = mkdtempSync(join(tmpdir(), 'policy-sizes-'));
    const bootstrapOf = (count: number) => {
      const names = Array.from({ length: count }, (_, index) => `environment-${index}`);
      const environments = parseEnvironments(
        names.map((name) => ({ project: 'thumbnails', name, region: 'eu-west-1' })),
      );
      return writeBootstrap(outdir, { environments: names }, environments);
    };
    try {
      expect(() => bootstrapOf(5)).not.to.throw();
      expect(() => bootstrapOf(20)).to.throw(PolicyError, /plan\/role: the inline policies of the role have up to/);
    } finally {
      rmSync(outdir, { recursive: true });
    }
  });
});

function documentOf(stack: ReadableStack, id: string, name: string): DataAwsIamPolicyDocument {
  return new DataAwsIamPolicyDocument(stack, id, {
    statement: [{ sid: 'Read', actions: ['s3:GetObject'], resources: [`arn:aws:s3:::${name}`] }],
  });
}

function roleWith(stack: ReadableStack, { json }: DataAwsIamPolicyDocument): IamRole {
  const role = new IamRole(stack, 'role', { assumeRolePolicy: json });
  const policy = documentOf(stack, 'other-document', 'a');
  addExclusivePolicies(stack, role, new IamRolePolicy(stack, 'other', { role: 'other', policy: policy.json }));
  return role;
}

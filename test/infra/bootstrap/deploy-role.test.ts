import { expect } from 'chai';
import { resourceArnsOf } from '../../../infra/bootstrap/resource-arns.ts';
import { writePermissions } from '../../../infra/bootstrap/write-permissions.ts';
import { parseEnvironments } from '../../../infra/parse-environments.ts';
import type { Settings } from '../../../infra/settings.ts';
import { isAllowed } from '../../../scripts/policies/is-allowed.ts';
import { isTerraformInstalled } from '../../support/terraform/terraform.ts';
import { environment, everyOption, synthesized } from '../synthesized.ts';
import { type Applied, applied, policyOf } from './applied.ts';
import { callsOf, callsOfAlarmKey, callsOfAll, callsOnNamed } from './calls.ts';
import { logKeyCalls } from './log-key-calls.ts';

const github = 'token.actions.githubusercontent.com';
const iam = 'arn:aws:iam::123456789012';
const boundary = { 'iam:PermissionsBoundary': `${iam}:policy/bootstrap/thumbnails-prod-boundary` };
const stateBucket = 'arn:aws:s3:::tfstate-thumbnails-123456789012-eu-west-1';
const functionRole = `${iam}:role/thumbnails-prod/thumbnails-prod-thumbnail`;

/** The settings that the entry of the account adds. */
const bootstrapped = {
  account: '123456789012',
  permissionsBoundary: `${iam}:policy/bootstrap/thumbnails-test-boundary`,
  alarms: { key: 'arn:aws:kms:eu-west-1:123456789012:alias/thumbnails-alarms' },
};
const existingBucket = { sourceBucket: { existing: 'photos' } };

describe('deploy role', () => {
  let stack: Applied;
  before(async function () {
    if (!(await isTerraformInstalled())) this.skip();
    stack = await applied();
  });

  const allows = (action: string, resource: string, context: Record<string, string> = {}) =>
    isAllowed([policyOf(stack.statementsOfRole('thumbnails-prod-deploy'))], {
      action,
      resource,
      context,
    });

  it('can create, read, change and delete each type of resource in a stack, under every option', async () => {
    for (const settings of [
      bootstrapped,
      { ...bootstrapped, ...everyOption },
      { ...bootstrapped, ...existingBucket },
    ]) {
      const { resource, data } = await synthesized(settings);
      const types = [...Object.keys(resource), ...Object.keys(data).map((type) => `data.${type}`)];
      for (const type of types) {
        for (const { action, resource, context } of callsOf(type, 'thumbnails-prod', 'eu-central-1')) {
          expect(allows(action, resource, context), `${type}: ${action} on ${resource}`).to.equal(true);
        }
      }
    }
  });

  it('cannot do so to resources of another environment or project', () => {
    for (const prefix of ['thumbnails-dev', 'thumbnails-production', 'invoices-prod']) {
      for (const { action, resource } of callsOnNamed(prefix, 'eu-central-1')) {
        expect(allows(action, resource, boundary), `${action} on ${resource}`).to.equal(false);
      }
    }
  });

  it('can create and change roles of the environment only with the boundary', () => {
    for (const action of ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:PutRolePermissionsBoundary']) {
      expect(allows(action, functionRole, boundary), action).to.equal(true);
      expect(allows(action, functionRole), action).to.equal(false);
      const another = { 'iam:PermissionsBoundary': 'arn:aws:iam::aws:policy/AdministratorAccess' };
      expect(allows(action, functionRole, another), action).to.equal(false);
    }
    for (const action of ['iam:DeleteRolePermissionsBoundary', 'iam:AttachRolePolicy']) {
      expect(allows(action, functionRole, boundary), action).to.equal(false);
    }
  });

  it('can do nothing to other roles with a similar name', () => {
    const person = `${iam}:role/thumbnails-prod-administrator`;
    const context = { ...boundary, 'iam:PassedToService': 'lambda.amazonaws.com' };
    for (const action of ['iam:UpdateAssumeRolePolicy', 'iam:PassRole', 'iam:DeleteRole', 'iam:PutRolePolicy']) {
      expect(allows(action, person, context), action).to.equal(false);
      expect(allows(action, functionRole, context), action).to.equal(true);
    }
  });

  it('can do nothing to resources of the bootstrap, including itself and the boundary', () => {
    const actions = {
      [`${iam}:role/bootstrap/thumbnails-prod-deploy`]: [
        'iam:PutRolePolicy',
        'iam:AttachRolePolicy',
        'iam:UpdateAssumeRolePolicy',
        'iam:DeleteRolePolicy',
        'iam:PassRole',
      ],
      [`${iam}:policy/bootstrap/thumbnails-prod-boundary`]: ['iam:CreatePolicyVersion', 'iam:DeletePolicy'],
      [`${iam}:oidc-provider/${github}`]: ['iam:AddClientIDToOpenIDConnectProvider', 'iam:DeleteOpenIDConnectProvider'],
      [stateBucket]: [
        's3:PutBucketPolicy',
        's3:PutBucketVersioning',
        's3:PutLifecycleConfiguration',
        's3:DeleteBucket',
      ],
    };
    const context = { ...boundary, 'iam:PassedToService': 'lambda.amazonaws.com' };
    for (const [resource, denied] of Object.entries(actions)) {
      for (const action of denied)
        expect(allows(action, resource, context), `${action} on ${resource}`).to.equal(false);
    }
  });

  it('can pass roles of the environment only to Lambda', () => {
    expect(allows('iam:PassRole', functionRole, { 'iam:PassedToService': 'lambda.amazonaws.com' })).to.equal(true);
    expect(allows('iam:PassRole', functionRole, { 'iam:PassedToService': 'ec2.amazonaws.com' })).to.equal(false);
    expect(allows('iam:PassRole', functionRole)).to.equal(false);
  });

  it('can invoke the probe, and no function that reads images', () => {
    const functionOf = (name: string) => `arn:aws:lambda:eu-central-1:123456789012:function:thumbnails-prod-${name}`;
    expect(allows('lambda:InvokeFunction', functionOf('probe'))).to.equal(true);
    expect(allows('lambda:InvokeFunction', functionOf('thumbnail'))).to.equal(false);
  });

  it('can change no distribution of another environment, nor take one over by tagging it', () => {
    const distribution = 'arn:aws:cloudfront::123456789012:distribution/E1ABCDEFGHIJKL';
    const tagged = (key: string, environment: string) => ({
      [`aws:${key}/project`]: 'thumbnails',
      [`aws:${key}/environment`]: environment,
    });
    for (const action of ['Update', 'Delete'].map((verb) => `cloudfront:${verb}Distribution`)) {
      expect(allows(action, distribution, tagged('ResourceTag', 'prod')), action).to.equal(true);
      expect(allows(action, distribution, tagged('ResourceTag', 'dev')), action).to.equal(false);
      expect(allows(action, distribution), action).to.equal(false);
    }
    const own = tagged('RequestTag', 'prod');
    expect(allows('cloudfront:TagResource', distribution, own)).to.equal(true);
    expect(allows('cloudfront:TagResource', distribution, { ...own, ...tagged('ResourceTag', 'dev') })).to.equal(false);
    expect(allows('cloudfront:CreateDistribution', '*', own)).to.equal(true);
    expect(allows('cloudfront:CreateDistribution', '*', tagged('RequestTag', 'dev'))).to.equal(false);
  });

  it('may do nothing in CloudFront for an environment without a distribution', () => {
    const actions = stack.statementsOfRole('thumbnails-dev-deploy').flatMap(({ Action }) => Action as string[]);
    expect(actions.filter((action) => action.startsWith('cloudfront:'))).to.deep.equal([]);
  });

  it('can find an existing bucket, and change nothing of it', () => {
    for (const action of ['s3:ListBucket', 's3:GetBucketLocation']) {
      expect(allows(action, 'arn:aws:s3:::photos'), action).to.equal(true);
    }
    expect(allows('s3:PutBucketNotification', 'arn:aws:s3:::photos')).to.equal(false);
    expect(allows('s3:GetBucketPolicy', 'arn:aws:s3:::photos')).to.equal(false);
    expect(allows('s3:PutBucketPolicy', 'arn:aws:s3:::photos')).to.equal(false);
    expect(allows('s3:DeleteBucket', 'arn:aws:s3:::photos')).to.equal(false);
    expect(allows('s3:PutBucketPolicy', 'arn:aws:s3:::thumbs')).to.equal(true);
  });

  it('can set the notifications of an existing source bucket where they invoke the function', () => {
    const arnsWith = (trigger: 'notification' | 'eventbridge') => {
      const [settings] = parseEnvironments([{ ...environment, sourceBucket: { existing: 'photos' }, trigger }]);
      return writePermissions(resourceArnsOf(settings as Settings, '123456789012')).flatMap(({ actions, resources }) =>
        resources.includes('arn:aws:s3:::photos') ? actions : [],
      );
    };
    expect(arnsWith('notification')).to.deep.equal(['s3:PutBucketNotification']);
    expect(arnsWith('eventbridge')).to.deep.equal([]);
  });

  it('cannot read, write or delete images, even if the policy of a bucket allows it', () => {
    const generous = policyOf([{ Effect: 'Allow', Action: 's3:*', Resource: '*' }]);
    const own = policyOf(stack.statementsOfRole('thumbnails-prod-deploy'));
    for (const bucket of ['photos', 'thumbs', 'thumbnails-prod-source-123456789012-eu-central-1']) {
      for (const action of ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject', 's3:DeleteObject']) {
        const request = { action, resource: `arn:aws:s3:::${bucket}/cat.jpg` };
        expect(isAllowed([own, generous], request), `${action} in ${bucket}`).to.equal(false);
      }
    }
  });

  it("can write and lock only the environment's state", () => {
    const state = `${stateBucket}/thumbnails/prod.tfstate`;
    expect(allows('s3:ListBucket', stateBucket)).to.equal(true);
    for (const action of ['s3:GetObject', 's3:PutObject']) expect(allows(action, state)).to.equal(true);
    for (const action of ['s3:GetObject', 's3:PutObject', 's3:DeleteObject']) {
      expect(allows(action, `${state}.tflock`)).to.equal(true);
      for (const other of ['thumbnails/dev.tfstate', 'thumbnails/dev.tfstate.tflock', 'bootstrap.tfstate']) {
        expect(allows(action, `${stateBucket}/${other}`), `${action} on ${other}`).to.equal(false);
      }
    }
    expect(allows('s3:DeleteObject', state)).to.equal(false);
  });

  it('finds the key of the alarms, and can do nothing else in KMS', () => {
    const region = 'eu-west-1';
    const statements = stack.statementsOfRole('thumbnails-dev-deploy');
    const may = (action: string, resource: string, context = {}) =>
      isAllowed([policyOf(statements)], { action, resource, context });
    const actions = statements.flatMap(({ Action }) => Action as string[]);
    expect(actions.filter((action) => action.startsWith('kms:'))).to.deep.equal(['kms:DescribeKey']);
    expect(may('kms:DescribeKey', `arn:aws:kms:${region}:123456789012:key/key`)).to.equal(true);
    expect(may('kms:DescribeKey', `arn:aws:kms:${region}:123456789012:key/another`)).to.equal(false);
    for (const { action, resource, context } of callsOfAlarmKey('thumbnails-dev', region)) {
      expect(may(action, resource, context), action).to.equal(false);
    }
  });

  it('manages the key of its own log alone, and cannot use it', () => {
    const region = 'eu-central-1';
    const key = `arn:aws:kms:${region}:123456789012:key/1234abcd`;
    const own = { 'aws:ResourceTag/project': 'thumbnails', 'aws:ResourceTag/environment': 'prod' };
    const hmac = { 'kms:KeySpec': 'HMAC_256' };
    const changes = logKeyCalls('thumbnails-prod', region).filter(({ action }) => !/:(Get|List|Describe)/.test(action));
    for (const { action, resource, context = {} } of changes) {
      const isOfExisting = 'aws:ResourceTag/project' in context;
      const [tag, others] = [isOfExisting ? 'ResourceTag' : 'RequestTag', { ...context }];
      expect(allows(action, resource, context), action).to.equal(true);
      others[`aws:${tag}/environment`] = 'dev';
      if (action !== 'kms:TagResource' || isOfExisting)
        expect(allows(action, resource, others), `${action} in dev`).to.equal(false);
      const encrypting = { ...context, 'kms:KeySpec': 'SYMMETRIC_DEFAULT' };
      expect(allows(action, resource, encrypting), `${action} on an encrypting key`).to.equal(false);
    }
    for (const action of ['kms:GenerateMac', 'kms:PutKeyPolicy', 'kms:CreateGrant', 'kms:DisableKey']) {
      expect(allows(action, key, { ...own, ...hmac }), action).to.equal(false);
    }
  });

  it('could create no key by permissions on tagged keys, because of the lockout check of KMS', () => {
    const tagged = (kind: string) => ({ [`aws:${kind}/project`]: 'thumbnails', [`aws:${kind}/environment`]: 'prod' });
    const byTags = policyOf([
      { Effect: 'Allow', Action: 'kms:CreateKey', Resource: '*', Condition: { StringEquals: tagged('RequestTag') } },
      { Effect: 'Allow', Action: 'kms:EnableKeyRotation', Resource: '*' },
      {
        Effect: 'Allow',
        Action: 'kms:PutKeyPolicy',
        Resource: '*',
        Condition: { StringEquals: tagged('ResourceTag') },
      },
    ]);
    const denied = callsOfAlarmKey('thumbnails-prod', 'eu-central-1').filter((call) => !isAllowed([byTags], call));
    expect(denied.map(({ action }) => action)).to.deep.equal(['kms:PutKeyPolicy']);
  });

  it('may call nothing that Terraform does not call, but the probe', () => {
    const prefix = 'thumbnails-prod';
    const needed = new Set(callsOfAll(prefix, 'eu-central-1').map(({ action }) => action));
    const allowed = stack
      .statementsOfRole('thumbnails-prod-deploy')
      .filter(({ Effect, Sid }) => Effect === 'Allow' && !/States?$/.test(String(Sid)))
      .flatMap(({ Action }) => Action as string[]);
    expect(allowed.filter((action) => !needed.has(action))).to.deep.equal(['lambda:InvokeFunction']);
  });
});

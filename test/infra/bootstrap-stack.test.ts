import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { parseEnvironments } from '../../infra/parse-environments.ts';
import type { Settings } from '../../infra/settings.ts';
import { isTerraformInstalled } from '../support/terraform/terraform.ts';
import { type Applied, applied, writeBootstrap } from './bootstrap/applied.ts';

const github = 'token.actions.githubusercontent.com';
const iam = 'arn:aws:iam::123456789012';

describe('BootstrapStack', () => {
  let stack: Applied;
  before(async function () {
    if (!(await isTerraformInstalled())) this.skip();
    stack = await applied();
  });

  it('has nothing left to change after it is applied', () => {
    expect(stack.secondPlan).to.equal(0);
    expect(stack.outputs).to.deep.equal({
      state_bucket: 'tfstate-thumbnails-123456789012-eu-west-1',
      plan_role_arn: `${iam}:role/bootstrap/thumbnails-plan`,
      dev_deploy_role_arn: `${iam}:role/bootstrap/thumbnails-dev-deploy`,
      prod_deploy_role_arn: `${iam}:role/bootstrap/thumbnails-prod-deploy`,
      dev_on_call_policy_arn: `${iam}:policy/bootstrap/thumbnails-dev-on-call`,
      prod_on_call_policy_arn: `${iam}:policy/bootstrap/thumbnails-prod-on-call`,
      dev_audit_policy_arn: `${iam}:policy/bootstrap/thumbnails-dev-audit`,
      prod_audit_policy_arn: `${iam}:policy/bootstrap/thumbnails-prod-audit`,
      dev_backfill_policy_arn: `${iam}:policy/bootstrap/thumbnails-dev-backfill`,
      prod_backfill_policy_arn: `${iam}:policy/bootstrap/thumbnails-prod-backfill`,
      dev_repair_policy_arn: `${iam}:policy/bootstrap/thumbnails-dev-repair`,
      prod_repair_policy_arn: `${iam}:policy/bootstrap/thumbnails-prod-repair`,
      dev_erase_policy_arn: `${iam}:policy/bootstrap/thumbnails-dev-erase`,
      prod_erase_policy_arn: `${iam}:policy/bootstrap/thumbnails-prod-erase`,
      dev_permissions_boundary: `${iam}:policy/bootstrap/thumbnails-dev-boundary`,
      prod_permissions_boundary: `${iam}:policy/bootstrap/thumbnails-prod-boundary`,
    });
  });

  it('keeps every version of each state, in a bucket that Terraform does not delete', async () => {
    const { resource } = await configurationOf({});
    expect(resource.aws_s3_bucket_versioning.state.versioning_configuration).to.deep.equal({ status: 'Enabled' });
    expect(resource.aws_s3_bucket.state.lifecycle).to.deep.equal({ prevent_destroy: true });
  });

  it('lets a role deploy functions with the boundary that the environment names, and creates none then', async () => {
    const named = `${iam}:policy/company`;
    const created = `${iam}:policy/bootstrap/thumbnails-dev-boundary`;
    for (const [permissionsBoundary, isCreated] of [
      [named, false],
      [created, true],
    ] as const) {
      const environment = { project: 'thumbnails', name: 'dev', region: 'eu-west-1', permissionsBoundary };
      const { resource, output } = await configurationOf({ environments: ['dev'] }, parseEnvironments([environment]));
      expect('dev_boundary' in resource.aws_iam_policy).to.equal(isCreated);
      if (!isCreated) expect(output.dev_permissions_boundary.value).to.equal(named);
    }
  });

  it('stores its own state in a file, or locked in the bucket of remoteState', async () => {
    expect((await configurationOf({})).terraform.backend).to.deep.equal({
      local: { path: '../../../../terraform.bootstrap-main.tfstate' },
    });
    const remoteState = { bucket: 'states', region: 'eu-west-1' };
    expect((await configurationOf({ remoteState })).terraform.backend).to.deep.equal({
      s3: { ...remoteState, key: 'bootstrap.tfstate', encrypt: true, use_lockfile: true },
    });
  });

  it('trusts an existing provider for GitHub instead of creating one', async () => {
    const { resource, data } = await configurationOf({ existingGithubProvider: true });
    expect(resource).not.to.have.property('aws_iam_openid_connect_provider');
    expect(JSON.stringify(data.aws_iam_policy_document.plan_trust)).to.include(`:oidc-provider/${github}"`);
  });

  it('creates one key for alarms in each region that needs it', async () => {
    const keysFor = async (environments: object[]) => {
      const parsed = parseEnvironments(environments.map((each) => ({ project: 'thumbnails', ...each })));
      const { resource } = await configurationOf({ environments: parsed.map(({ name }) => name) }, parsed);
      const keys: { region: string }[] = Object.values(resource.aws_kms_key ?? {});
      const aliases: { region: string; name: string }[] = Object.values(resource.aws_kms_alias ?? {});
      expect(aliases.map(({ region, name }) => [region, name])).to.deep.equal(
        keys.map(({ region }) => [region, 'alias/thumbnails-alarms']),
      );
      return keys.map(({ region }) => region);
    };
    const [dev, test] = [
      { name: 'dev', region: 'eu-west-1' },
      { name: 'test', region: 'eu-west-1' },
    ];
    const prod = { name: 'prod', region: 'us-east-1' };
    const encryption = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd';
    expect(await keysFor([dev, test, prod])).to.deep.equal(['eu-west-1', 'us-east-1']);
    expect(await keysFor([dev, { ...prod, encryption }])).to.deep.equal(['eu-west-1']);
    expect(await keysFor([{ ...prod, alarms: { key: encryption } }])).to.deep.equal([]);
    expect(await keysFor([{ ...prod, alarms: { enabled: false } }])).to.deep.equal([]);
    const topic = 'arn:aws:sns:us-east-1:123456789012:alerts';
    expect(await keysFor([{ ...prod, alarms: { page: topic, ticket: topic } }])).to.deep.equal([]);
  });

  it('refuses credentials of another account', async () => {
    const { provider } = await configurationOf({});
    expect(provider.aws[0].allowed_account_ids).to.deep.equal(['123456789012']);
  });

  it('encrypts the states with the key of the account, which the roles may use through S3 alone', async () => {
    const encryption = 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd';
    const { resource, data } = await configurationOf({ encryption });
    const [rule] = resource.aws_s3_bucket_server_side_encryption_configuration.state.rule;
    expect(rule.apply_server_side_encryption_by_default.kms_master_key_id).to.equal(encryption);
    const keyStatements = (role: string) =>
      data.aws_iam_policy_document[`${role}_permissions`].statement.filter(({ resources }: { resources: string[] }) =>
        resources.includes(encryption),
      );
    const condition = [{ test: 'StringEquals', variable: 'kms:ViaService', values: ['s3.eu-west-1.amazonaws.com'] }];
    const decrypt = { sid: 'DecryptStates', actions: ['kms:Decrypt'], resources: [encryption], condition };
    expect(keyStatements('plan')).to.deep.equal([decrypt]);
    expect(keyStatements('dev_deploy')).to.deep.equal([
      decrypt,
      { ...decrypt, sid: 'EncryptState', actions: ['kms:GenerateDataKey'] },
    ]);
  });

  describe('trust', () => {
    const repository = 'repo:octo-org@123456/photos@456789';
    const trusted = {
      plan: [`${repository}:pull_request`, `${repository}:ref:refs/heads/main`],
      dev_deploy: [`${repository}:environment:dev`],
      prod_deploy: [`${repository}:environment:prod`],
    };
    for (const [role, subjects] of Object.entries(trusted)) {
      it(`of ${role} allows only ${subjects.join(' and ')}`, () => {
        // The whole statement, literally: the token of a fork or another branch matches none of these.
        expect(stack.statementsAt(`aws_iam_role.${role}`, 'assume_role_policy')).to.deep.equal([
          {
            Sid: 'AllowTokens',
            Effect: 'Allow',
            Action: ['sts:AssumeRoleWithWebIdentity'],
            Principal: { Federated: [`${iam}:oidc-provider/${github}`] },
            Condition: { StringEquals: { [`${github}:aud`]: ['sts.amazonaws.com'], [`${github}:sub`]: subjects } },
          },
        ]);
      });
    }
  });
});

async function configurationOf(settings: object, known?: Settings[]) {
  const directory = await mkdtemp(join(tmpdir(), 'bootstrap-stack-'));
  try {
    return JSON.parse(await readFile(join(writeBootstrap(directory, settings, known), 'cdk.tf.json'), 'utf8'));
  } finally {
    await rm(directory, { recursive: true });
  }
}

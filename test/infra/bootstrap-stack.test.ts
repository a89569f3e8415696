import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
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
      dev_permissions_boundary: `${iam}:policy/bootstrap/thumbnails-dev-boundary`,
      prod_permissions_boundary: `${iam}:policy/bootstrap/thumbnails-prod-boundary`,
    });
  });

  it('keeps every version of each state, in a bucket that Terraform does not delete', async () => {
    const { resource } = await configurationOf({});
    expect(resource.aws_s3_bucket_versioning.state.versioning_configuration).to.deep.equal({ status: 'Enabled' });
    expect(resource.aws_s3_bucket.state.lifecycle).to.deep.equal({ prevent_destroy: true });
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

  it('fits within the size limits of IAM', () => {
    for (const role of ['plan', 'dev_deploy', 'prod_deploy']) {
      expect(JSON.stringify(stack.statementsAt(`aws_iam_role_policy.${role}`)).length).to.be.below(9_000);
    }
    expect(JSON.stringify(stack.statementsAt('aws_iam_policy.prod_boundary')).length).to.be.below(6_000);
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
            Sid: 'AllowGithub',
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

async function configurationOf(settings: object) {
  const directory = await mkdtemp(join(tmpdir(), 'bootstrap-stack-'));
  try {
    return JSON.parse(await readFile(join(writeBootstrap(directory, settings), 'cdk.tf.json'), 'utf8'));
  } finally {
    await rm(directory, { recursive: true });
  }
}

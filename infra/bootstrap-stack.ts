import { boundaryPermissions, objectsOf } from './bootstrap/boundary-permissions.ts';
import { GithubRole, githubIssuer } from './bootstrap/github-role.ts';
import { keyPermissions } from './bootstrap/key-permissions.ts';
import { iamPath, stateBucketName, stateKey } from './bootstrap/names.ts';
import type { Account } from './bootstrap/parse-accounts.ts';
import { resourceArnsOf } from './bootstrap/reach.ts';
import { readPermissions } from './bootstrap/read-permissions.ts';
import { rolePermissions } from './bootstrap/role-permissions.ts';
import { readStates, writeState } from './bootstrap/state-permissions.ts';
import { documentOf } from './bootstrap/statement.ts';
import { writePermissions } from './bootstrap/write-permissions.ts';
import { PrivateBucket } from './constructs/private-bucket.ts';
import { partitionOf } from './partition-of.ts';
import { ReadableStack } from './readable-stack.ts';
import type { Settings } from './settings.ts';
import {
  AwsProvider,
  type Construct,
  DataAwsCallerIdentity,
  IamOpenidConnectProvider,
  IamPolicy,
  LocalBackend,
  S3Backend,
} from './terraform.ts';

/**
 * What an AWS account needs before GitHub Actions can deploy to it: a bucket for Terraform's states, and roles that runs of
 * the repository take without a stored key. Made by an administrator, since who may make roles may do everything.
 */
export class BootstrapStack extends ReadableStack {
  private readonly account: Account;
  private readonly accountId: string;

  constructor(scope: Construct, account: Account) {
    super(scope, `bootstrap-${account.name}`);
    this.account = account;
    this.keepState();
    const { project, region, repository, environments } = account;
    new AwsProvider(this, 'aws', { region, defaultTags: [{ tags: { project, bootstrap: account.name } }] });
    this.accountId = new DataAwsCallerIdentity(this, 'current').accountId;
    const provider = this.githubProvider();

    const name = stateBucketName(account, this.accountId);
    const state = new PrivateBucket(this, 'state', { name, encryption: 'SSE-S3', versioning: true, protect: true });
    const plan = new GithubRole(this, 'plan', {
      name: `${project}-plan`,
      description: 'Sees what a change would do, and what has drifted. Changes nothing.',
      provider,
      subjects: [`repo:${repository}:pull_request`, `repo:${repository}:ref:refs/heads/main`],
      permissions: [
        ...readPermissions(environments.map((environment) => resourceArnsOf(environment, this.accountId))),
        ...readStates(state.bucket.arn, environments.map(stateKey)),
      ],
    });
    this.putOut('state_bucket', state.bucket.bucket, "Keeps Terraform's states: for remoteState.");
    this.putOut('plan_role_arn', plan.role.arn, 'For AWS_PLAN_ROLES at GitHub.');
    for (const environment of environments) this.prepare(environment, provider, state.bucket.arn);
  }

  private keepState(): void {
    const { remoteState } = this.account;
    if (!remoteState) {
      // Relative to cdktf.out/bootstrap/stacks/<id>, where Terraform runs: beside cdktf.json.
      new LocalBackend(this, { path: `../../../../terraform.${this.node.id}.tfstate` });
      return;
    }
    const backend = new S3Backend(this, { ...remoteState, key: 'bootstrap.tfstate', encrypt: true });
    // Which cdktf's own options do not know.
    backend.addOverride('use_lockfile', true);
  }

  private githubProvider(): string {
    const { existingGithubProvider, region } = this.account;
    if (existingGithubProvider) {
      return `arn:${partitionOf(region)}:iam::${this.accountId}:oidc-provider/${githubIssuer}`;
    }
    return new IamOpenidConnectProvider(this, 'github', {
      url: `https://${githubIssuer}`,
      clientIdList: ['sts.amazonaws.com'],
    }).arn;
  }

  private prepare(environment: Settings, provider: string, stateBucket: string): void {
    const { project, name } = environment;
    const reach = resourceArnsOf(environment, this.accountId);
    const boundary = new IamPolicy(this, `${name}-boundary`, {
      name: `${project}-${name}-boundary`,
      path: iamPath,
      description: 'The most that a role of this environment can do, whatever policies it is given.',
      policy: documentOf(this, `${name}-boundary-document`, boundaryPermissions(reach, environment)).json,
    });
    const { role } = new GithubRole(this, `${name}-deploy`, {
      name: `${project}-${name}-deploy`,
      description: `Deploys the environment ${name}.`,
      provider,
      subjects: [`repo:${this.account.repository}:environment:${name}`],
      permissions: [
        ...readPermissions([reach]),
        ...writePermissions(reach),
        ...rolePermissions(reach, boundary.arn),
        ...keyPermissions(reach, environment),
        ...writeState(stateBucket, stateKey(environment)),
        {
          // An allowance by a bucket's policy, which this role can write, would let it see the images.
          sid: 'DenyImages',
          effect: 'Deny',
          actions: ['s3:DeleteObject*', 's3:GetObject*', 's3:PutObject*'],
          resources: objectsOf([...reach.buckets, ...reach.existingBuckets]),
        },
      ],
    });
    this.putOut(`${name}_deploy_role_arn`, role.arn, `For AWS_DEPLOY_ROLE of the environment ${name} at GitHub.`);
    this.putOut(`${name}_permissions_boundary`, boundary.arn, `For permissionsBoundary of ${name}.`);
  }
}

import { needsAlarmKey } from './alarms/chosen-key.ts';
import { createdBoundary } from './bootstrap/bootstrap-arns.ts';
import { boundaryPermissions } from './bootstrap/boundary-permissions.ts';
import { deployPermissions } from './bootstrap/deploy-permissions.ts';
import { DeploymentRole } from './bootstrap/deployment-role.ts';
import { findAliases } from './bootstrap/key-permissions.ts';
import { alarmKeyAlias, bootstrapPath, bootstrapStateKey, stateBucketName } from './bootstrap/names.ts';
import { findNetwork } from './bootstrap/network-permissions.ts';
import { operatorPolicies } from './bootstrap/operators/operator-policies.ts';
import type { Account } from './bootstrap/parse-accounts.ts';
import { planPermissions } from './bootstrap/plan-permissions.ts';
import { type ResourceArns, resourceArnsOf } from './bootstrap/resource-arns.ts';
import { readStates, type StateBucket, stateOf } from './bootstrap/state-permissions.ts';
import { type Trust, trustOf } from './bootstrap/trust.ts';
import { warnOfShortName } from './bootstrap/warn-of-short-name.ts';
import { boundaryOf } from './boundary-of.ts';
import { AlarmKey } from './constructs/alarm-key.ts';
import { PrivateBucket } from './constructs/private-bucket.ts';
import { partitionOf } from './partition-of.ts';
import { ReadableStack } from './readable-stack.ts';
import type { Settings } from './settings.ts';
import { createPolicyDocument, type Statement } from './statement.ts';
import {
  AwsProvider,
  type Construct,
  DataAwsCallerIdentity,
  IamOpenidConnectProvider,
  IamPolicy,
  KmsAlias,
  type KmsKey,
} from './terraform.ts';

/**
 * Prepares an AWS account for deployments by GitHub Actions, or another CI: a bucket for Terraform's states, and roles that the repository's
 * workflow runs assume without a stored key. An administrator deploys it, because a principal that can create roles can do anything.
 */
export class BootstrapStack extends ReadableStack {
  private readonly account: Account;
  private readonly trust: Trust;
  private readonly accountId: string;
  /** By region. */
  private readonly alarmKeys: ReadonlyMap<string, KmsKey>;

  constructor(scope: Construct, account: Account) {
    super(scope, `bootstrap-${account.name}`);
    this.account = account;
    this.trust = trustOf(account);
    const { id, project, region, environments, encryption, remoteState } = account;
    // Terraform runs in cdktf.out/bootstrap/stacks/<id>.
    const key = remoteState?.key ?? bootstrapStateKey;
    this.addBackend({ remoteState, key, projectDirectory: '../../../..' });
    new AwsProvider(this, 'aws', {
      region,
      allowedAccountIds: [id],
      defaultTags: [{ tags: { project, bootstrap: account.name, ...account.tags } }],
    });
    this.accountId = new DataAwsCallerIdentity(this, 'current').accountId;
    warnOfShortName(this, account);
    this.alarmKeys = this.addAlarmKeys();
    const provider = this.tokenProvider();

    const name = stateBucketName(account, this.accountId);
    const { bucket } = new PrivateBucket(this, 'state', { name, encryption, versioning: true, protect: true });
    const states = { name: stateBucketName(account, id), arn: bucket.arn, region, encryption };
    const plan = new DeploymentRole(this, 'plan', {
      name: `${project}-plan`,
      organization: account.organization,
      description: 'Plans changes and detects drift. Changes nothing.',
      provider,
      trust: this.trust,
      subjects: this.trust.plan,
      permissions: [
        ...planPermissions(environments, this.accountId),
        ...this.findAlarmKeys(environments),
        ...readStates(environments.map((environment) => stateOf(environment, states))),
      ],
    });
    this.addOutput('state_bucket', bucket.bucket, "Stores Terraform's states.");
    this.addOutput('plan_role_arn', plan.role.arn, 'Plans, and changes nothing.');
    for (const environment of environments) this.addEnvironment(environment, provider, states);
  }

  /** Creates the keys here, because the creation of a key needs permissions that would let the deploy roles manage all keys. */
  private addAlarmKeys(): Map<string, KmsKey> {
    const regions = new Set(this.account.environments.filter(needsAlarmKey).map(({ region }) => region));
    return new Map(
      [...regions].map((region) => {
        const { key } = new AlarmKey(this, `alarm-key-${region}`, { account: this.accountId, region });
        const name = alarmKeyAlias(this.account);
        new KmsAlias(this, `alarm-alias-${region}`, { name, targetKeyId: key.keyId, region });
        return [region, key];
      }),
    );
  }

  private tokenProvider(): string {
    const { host, audience } = this.trust;
    const { existingGithubProvider, region } = this.account;
    if (existingGithubProvider) {
      return `arn:${partitionOf(region)}:iam::${this.accountId}:oidc-provider/${host}`;
    }
    return new IamOpenidConnectProvider(this, 'github', {
      url: `https://${host}`,
      clientIdList: [audience],
    }).arn;
  }

  /** Allows finding the keys that encrypt the alarms of some environments. */
  private findAlarmKeys(environments: readonly Settings[]): Statement[] {
    const regions = new Set(environments.filter(needsAlarmKey).map(({ region }) => region));
    const resources = [...regions].flatMap((region) => this.alarmKeys.get(region)?.arn ?? []);
    const findCreated = { sid: 'FindAlarmKeys', actions: ['kms:DescribeKey'], resources };
    return [...(resources.length === 0 ? [] : [findCreated]), ...findAliases(environments)];
  }

  private addEnvironment(environment: Settings, provider: string, states: StateBucket): void {
    const { project, name } = environment;
    const arns = resourceArnsOf(environment, this.accountId);
    const boundary = this.boundary(environment, arns);
    const { role } = new DeploymentRole(this, `${name}-deploy`, {
      name: `${project}-${name}-deploy`,
      organization: this.account.organization,
      description: `Deploys the environment ${name}.`,
      provider,
      trust: this.trust,
      subjects: this.trust.deploy(name),
      managedPermissions: [
        ...planPermissions([environment], this.accountId),
        ...findNetwork(environment),
        ...this.findAlarmKeys([environment]),
      ],
      permissions: deployPermissions(environment, {
        arns,
        accountId: this.accountId,
        boundary,
        state: stateOf(environment, states),
      }),
    });
    this.addOperatorPolicies(environment);
    this.addOutput(`${name}_deploy_role_arn`, role.arn, `Deploys ${name}.`);
    this.addOutput(`${name}_permissions_boundary`, boundary, `Limits the roles of ${name}.`);
  }

  /** Creates policies for people. They are here, because the deploy role must not decide what people may do. */
  private addOperatorPolicies(environment: Settings): void {
    const { project, name } = environment;
    for (const { id, description, statements } of operatorPolicies(environment, this.accountId)) {
      const { arn } = new IamPolicy(this, `${name}-${id}`, {
        name: `${project}-${name}-${id}`,
        path: bootstrapPath(this.account.organization),
        description,
        policy: createPolicyDocument(this, `${name}-${id}-document`, statements).json,
      });
      this.addOutput(`${name}_${id.replace('-', '_')}_policy_arn`, arn, description);
    }
  }

  /** Returns the ARN of the boundary that the environment names, or else of one that it creates. */
  private boundary(environment: Settings, arns: ResourceArns): string {
    const named = boundaryOf(environment);
    // Some name the boundary that is created here, as `environments` without `accounts` do.
    const isOwn = named === createdBoundary(this.account, environment);
    return named === undefined || isOwn ? this.addBoundary(environment, arns) : named;
  }

  /** Returns the ARN of the boundary that it creates for the roles of an environment. */
  private addBoundary(environment: Settings, arns: ResourceArns): string {
    const { project, name } = environment;
    const document = createPolicyDocument(this, `${name}-boundary-document`, boundaryPermissions(arns, environment));
    return new IamPolicy(this, `${name}-boundary`, {
      name: `${project}-${name}-boundary`,
      path: bootstrapPath(this.account.organization),
      description: 'Limits the roles of this environment, whatever policies they are given.',
      policy: document.json,
    }).arn;
  }
}

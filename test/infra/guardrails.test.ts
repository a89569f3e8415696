import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import * as z from 'zod';
import { parseEnvironments } from '../../infra/parse-environments.ts';
import type { EnvironmentSettings } from '../../infra/settings.ts';
import { root } from '../../scripts/cli/project-root.ts';
import { type AccessRequest, isAllowed } from '../../scripts/policies/is-allowed.ts';
import { RolePolicy } from '../../scripts/policies/role-policy.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { writeBootstrap } from './bootstrap/applied.ts';
import { callsOf } from './bootstrap/calls.ts';
import { synthesized } from './synthesized.ts';

const environment = { project: 'thumbnails', name: 'prod', region: 'eu-west-1' };
const boundary = 'arn:aws:iam::123456789012:policy/company-boundary';
const organization = { permissionsBoundary: boundary, rolePath: '/company/', rolePrefix: 'app-' };
const tags = { Environment: 'production', CostCenter: '4711' };
const vpc = { subnetIds: ['subnet-0a1b2c3d'], securityGroupIds: ['sg-8c9d0e1f'] };
const everything: Partial<EnvironmentSettings> = { probe: { everyMinutes: 15 }, delivery: { cloudfront: {} } };
const guarded: Partial<EnvironmentSettings> = { organization, tags, vpc };

/** The statements of docs/guardrails.md by their IDs. */
const policies = new Map(
  [...readFileSync(path.join(root, 'docs', 'guardrails.md'), 'utf8').matchAll(/```json\n([\s\S]*?)```/g)].map(
    ([, json = '']) => {
      const statement = z.looseObject({ Sid: z.string() }).parse(JSON.parse(json));
      return [statement.Sid, RolePolicy.parse({ Version: '2012-10-17', Statement: statement })] as const;
    },
  ),
);
const everythingElse = RolePolicy.parse({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
});

const Values = z.looseObject({ name: z.string().optional(), path: z.string().optional() });
const Configuration = z.object({
  resource: z.record(z.string(), z.record(z.string(), Values)),
  provider: z.object({
    aws: z.tuple([z.object({ default_tags: z.tuple([z.object({ tags: z.record(z.string(), z.string()) })]) })]),
  }),
});

/** The calls that create what only the bootstrap has. */
const bootstrapCalls: Record<string, string[]> = {
  aws_iam_openid_connect_provider: ['iam:CreateOpenIDConnectProvider', 'iam:TagOpenIDConnectProvider'],
  aws_iam_policy: ['iam:CreatePolicy', 'iam:TagPolicy'],
  aws_iam_role_policy_attachment: ['iam:AttachRolePolicy'],
  aws_kms_alias: ['kms:CreateAlias'],
};

/** The requests by which Terraform creates and changes everything of a configuration, as IAM sees them. */
function requestsOf(json: unknown): AccessRequest[] {
  const { resource, provider } = Configuration.parse(json);
  const requestTags = Object.entries(provider.aws[0].default_tags[0].tags).map(([key, value]) => [
    `aws:RequestTag/${key}`,
    value,
  ]);
  return Object.entries(resource).flatMap(([type, byName]) =>
    Object.values(byName).flatMap((values) => {
      const calls: AccessRequest[] =
        bootstrapCalls[type]?.map((action) => ({ action, resource: '*' })) ??
        callsOf(type, 'thumbnails-prod', environment.region);
      return calls.map(({ action, resource: arn }) => ({
        action,
        resource: type === 'aws_iam_role' ? `arn:aws:iam::123456789012:role${values.path}${values.name}` : arn,
        context: {
          ...Object.fromEntries(requestTags),
          'aws:RequestedRegion': /^(iam|cloudfront):/.test(action) ? 'us-east-1' : environment.region,
          ...(values['permissions_boundary']
            ? { 'iam:PermissionsBoundary': String(values['permissions_boundary']) }
            : {}),
          ...(values['vpc_config'] ? { 'lambda:VpcIds': 'vpc-1' } : {}),
        },
      }));
    }),
  );
}

async function requestsOfAll(settings: Partial<EnvironmentSettings>, account: object): Promise<AccessRequest[]> {
  const known = parseEnvironments([{ ...environment, ...everything, ...settings }]);
  const bootstrap = writeBootstrap(await temporaryDirectory(), { environments: ['prod'], ...account }, known);
  const read = (directory: string) => JSON.parse(readFileSync(path.join(directory, 'cdk.tf.json'), 'utf8'));
  const { text } = await synthesized({ ...environment, ...everything, ...settings });
  return [...requestsOf(read(bootstrap)), ...requestsOf(JSON.parse(text))];
}

const deniedBy = (policy: RolePolicy, requests: readonly AccessRequest[]) =>
  requests.filter((request) => !isAllowed([everythingElse, policy], request)).map(({ action }) => action);

describe('service control policies of docs/guardrails.md', () => {
  it('are all that the document names', () => {
    const required = ['RequireBoundary', 'RequireRolePath', 'RequireRegion', 'RequireVpc', 'RequireTags'];
    expect([...policies.keys()]).to.have.members([...required, 'DenyPublicBuckets']);
  });

  it('let the bootstrap and a deployment create everything with the settings of the document', async () => {
    const requests = await requestsOfAll(guarded, { organization, tags });
    expect(requests.length).to.be.above(100);
    for (const [id, policy] of policies) expect(deniedBy(policy, requests), id).to.deep.equal([]);
  });

  it('each deny something without these settings, but for what this project never does', async () => {
    const requests = await requestsOfAll({ region: 'eu-central-1' }, {});
    const elsewhere = requests.map((request) => ({
      ...request,
      context: { ...request.context, 'aws:RequestedRegion': 'eu-central-1' },
    }));
    for (const [id, policy] of policies) {
      const denied = deniedBy(policy, elsewhere);
      if (id === 'DenyPublicBuckets') expect(denied).to.deep.equal([]);
      else expect(denied, id).not.to.deep.equal([]);
    }
  });
});

describe('guardrails of an environment', () => {
  it('give every role the boundary, the path and the prefix of the company', async () => {
    const { resource } = await synthesized({ ...everything, ...guarded });
    const roles = Object.values(resource['aws_iam_role'] ?? {});
    expect(roles.map(({ name }) => name)).to.have.members([
      'app-thumbnails-test-thumbnail',
      'app-thumbnails-test-probe',
    ]);
    for (const role of roles) {
      expect(role).to.include({ path: '/company/thumbnails-test/', permissions_boundary: boundary });
    }
  });

  it('put both functions into the network, by permissions that their code cannot use', async () => {
    const { resource, dataAt } = await synthesized({ ...everything, ...guarded });
    for (const each of Object.values(resource['aws_lambda_function'] ?? {})) {
      expect(each['vpc_config']).to.deep.equal({ subnet_ids: vpc.subnetIds, security_group_ids: vpc.securityGroupIds });
    }
    for (const name of ['thumbnail', 'probe']) {
      const statements = z
        .array(z.looseObject({ sid: z.string() }))
        .parse(dataAt(`aws_iam_policy_document.${name}_permissions`)['statement']);
      expect(statements.find(({ sid }) => sid === 'UseNetwork')?.['condition']).to.deep.equal([
        { test: 'Null', variable: 'lambda:SourceFunctionArn', values: ['true'] },
      ]);
    }
  });

  it('let Terraform assume a role to deploy, and another one for the state', async () => {
    const role = 'arn:aws:iam::123456789012:role/deploy';
    const remoteState = { bucket: 'states', region: 'eu-west-1', key: 'photos/prod.tfstate', roleArn: role };
    const { provider, terraform } = await synthesized({ deployRoleArn: role, remoteState });
    expect(provider.aws[0]['assume_role']).to.deep.equal([{ role_arn: role }]);
    expect(terraform.backend).to.have.nested.property('s3.key', 'photos/prod.tfstate');
    expect(terraform.backend).to.have.deep.nested.property('s3.assume_role', { role_arn: role });
  });
});

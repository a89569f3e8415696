import { expect } from 'chai';
import { readStates, stateOf, writeState } from '../../../infra/bootstrap/state-permissions.ts';
import { parseEnvironments } from '../../../infra/parse-environments.ts';
import type { Settings } from '../../../infra/settings.ts';
import type { Statement } from '../../../infra/statement.ts';
import { isAllowed } from '../../../scripts/policies/is-allowed.ts';
import { policyOf } from './applied.ts';

const created = { name: 'created', arn: 'arn:aws:s3:::created', region: 'eu-west-1', encryption: 'SSE-S3' };
const key = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd';
const company = { bucket: 'company', region: 'us-east-1', key: 'photos/dev.tfstate', encryption: key };
const roleArn = 'arn:aws:iam::210987654321:role/states';

function statesOf(...each: Pick<Settings, 'remoteState'>[]) {
  const environments = each.map((it, index) => ({ project: 'p', name: `e${index}`, region: 'eu-west-1', ...it }));
  return parseEnvironments(environments).map((environment) => stateOf(environment, created));
}

function allows(statements: Statement[], action: string, resource: string, context: Record<string, string> = {}) {
  const policy = policyOf(
    statements.map(({ actions, resources, condition = [] }) => ({
      Effect: 'Allow',
      Action: actions,
      Resource: resources,
      Condition: Object.fromEntries(condition.map(({ test, variable, values }) => [test, { [variable]: values }])),
    })),
  );
  return isAllowed([policy], { action, resource, context });
}

describe('permissions on states', () => {
  it('let an environment write its state in the bucket of the company, by its key', () => {
    const [state] = statesOf({ remoteState: company });
    const statements = state ? writeState(state) : [];
    const object = 'arn:aws:s3:::company/photos/dev.tfstate';
    const through = { 'kms:ViaService': 's3.us-east-1.amazonaws.com' };
    expect(allows(statements, 's3:ListBucket', 'arn:aws:s3:::company')).to.equal(true);
    expect(allows(statements, 's3:PutObject', object)).to.equal(true);
    expect(allows(statements, 's3:DeleteObject', `${object}.tflock`)).to.equal(true);
    for (const action of ['kms:Decrypt', 'kms:GenerateDataKey']) {
      expect(allows(statements, action, key, through)).to.equal(true);
      expect(allows(statements, action, key)).to.equal(false);
    }
    expect(allows(statements, 's3:PutObject', 'arn:aws:s3:::created/p/e0.tfstate')).to.equal(false);
  });

  it('let the role that plans read the states of all environments, in any bucket', () => {
    const statements = readStates(statesOf({ remoteState: undefined }, { remoteState: company }));
    expect(allows(statements, 's3:GetObject', 'arn:aws:s3:::created/p/e0.tfstate')).to.equal(true);
    expect(allows(statements, 's3:GetObject', 'arn:aws:s3:::company/photos/dev.tfstate')).to.equal(true);
    expect(allows(statements, 's3:PutObject', 'arn:aws:s3:::company/photos/dev.tfstate')).to.equal(false);
  });

  it('consist of assuming the role that reaches the state, if one is named', () => {
    const [state] = statesOf({ remoteState: { ...company, roleArn } });
    const assume = { sid: 'AssumeStateRoles', actions: ['sts:AssumeRole'], resources: [roleArn] };
    expect(state && writeState(state)).to.deep.equal([assume]);
    expect(state && readStates([state])).to.deep.equal([assume]);
  });

  it('are those of the created bucket for an environment that names it', () => {
    const [state] = statesOf({ remoteState: { bucket: 'created', region: 'eu-west-1' } });
    expect(state?.bucket).to.equal(created);
  });
});

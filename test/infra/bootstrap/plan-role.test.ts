import { expect } from 'chai';
import { isAllowed } from '../../../scripts/policies/is-allowed.ts';
import { isTerraformInstalled } from '../../support/terraform/terraform.ts';
import { type Applied, applied, policyOf } from './applied.ts';
import { callsOnNamed } from './calls.ts';
import { deliveryCalls, deliveryTypes } from './delivery-calls.ts';
import { logKeyCalls } from './log-key-calls.ts';

const stateBucket = 'arn:aws:s3:::tfstate-thumbnails-123456789012-eu-west-1';

describe('plan role', () => {
  let stack: Applied;
  before(async function () {
    if (!(await isTerraformInstalled())) this.skip();
    stack = await applied();
  });

  const allows = (action: string, resource: string, context: Record<string, string> = {}) =>
    isAllowed([policyOf(stack.statementsAt('aws_iam_role_policy.plan'))], { action, resource, context });

  it('can read the configuration of everything, and the states', () => {
    for (const [name, region] of Object.entries({ dev: 'eu-west-1', prod: 'eu-central-1' })) {
      for (const { action, resource } of callsOnNamed(`thumbnails-${name}`, region)) {
        const isRead = /:(Get|List|Describe)/.test(action);
        expect(allows(action, resource), `${action} on ${resource}`).to.equal(isRead);
      }
      const state = `${stateBucket}/thumbnails/${name}.tfstate`;
      expect(allows('s3:GetObject', state)).to.equal(true);
      for (const action of ['s3:PutObject', 's3:DeleteObject']) {
        for (const object of [state, `${state}.tflock`]) expect(allows(action, object)).to.equal(false);
      }
    }
  });

  it('can read what serves an environment', () => {
    for (const { action, resource } of deliveryTypes.flatMap((type) => deliveryCalls(type, 'thumbnails-prod'))) {
      if (action.startsWith('s3:')) continue;
      expect(allows(action, resource), action).to.equal(/:(Get|List)/.test(action));
    }
  });

  it('can read the key of a log, and no key of another kind', () => {
    for (const { action, resource, context } of logKeyCalls('thumbnails-prod', 'eu-central-1')) {
      const isRead = /:(Get|List|Describe)/.test(action);
      expect(allows(action, resource, context), action).to.equal(isRead);
      expect(allows(action, resource, { 'kms:KeySpec': 'SYMMETRIC_DEFAULT' }), action).to.equal(false);
    }
  });

  it('consists only of reads', () => {
    const actions = stack.statementsAt('aws_iam_role_policy.plan').flatMap(({ Action }) => Action as string[]);
    for (const action of actions) expect(action).to.match(/^[a-z0-9]+:(Get|List|Describe)[A-Za-z]+$/);
  });

  it('can read no image and no secret', () => {
    expect(allows('s3:GetObject', 'arn:aws:s3:::photos/cat.jpg')).to.equal(false);
    expect(allows('s3:GetObject', 'arn:aws:s3:::thumbnails-dev-source-123456789012-eu-west-1/cat.jpg')).to.equal(false);
    expect(allows('s3:GetObject', `${stateBucket}/bootstrap.tfstate`)).to.equal(false);
    expect(allows('secretsmanager:GetSecretValue', '*')).to.equal(false);
    expect(allows('ssm:GetParameter', '*')).to.equal(false);
  });
});

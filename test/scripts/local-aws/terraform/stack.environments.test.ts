import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { EnvironmentSettings } from '../../../../infra/settings.ts';
import { environments } from '../../../../scripts/build/example-environments.ts';
import { readStack } from '../../../../scripts/local-aws/terraform/stack.ts';
import { ecdsaKey, rsaKey } from '../../../infra/public-keys.ts';
import { everyOption, writeStack } from '../../../infra/synthesized.ts';

const place = { accountId: '000000000000', endpoint: 'http://127.0.0.1:4580' };

describe('readStack of every environment', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'resource-types-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  const stackOf = async (settings: Partial<EnvironmentSettings>) =>
    readStack(await writeStack(directory, { settings }), place);

  for (const settings of [...environments, everyOption]) {
    it(`knows all resources of ${settings.name ?? 'an environment with every option'}`, async () => {
      expect((await stackOf(settings)).buckets).to.have.length(2);
    });
  }

  it('resolves the ARN of the event bus that outcomes go to', async () => {
    const { rolePolicies } = await stackOf({ outcomeEvents: true });
    expect(rolePolicies[0]?.policy).to.include('"arn:aws:events:eu-west-1:000000000000:event-bus/default"');
  });

  it('reads a distribution with every option', async () => {
    const { distributions, keyGroups, publicKeys } = await stackOf(everyOption);
    const [distribution] = distributions;
    expect(distribution?.default_cache_behavior.trusted_key_groups).to.deep.equal(keyGroups.map(({ id }) => id));
    expect(keyGroups[0]?.items).to.have.members(publicKeys.map(({ id }) => id));
    expect(publicKeys.map(({ encoded_key }) => encoded_key)).to.have.members([rsaKey, ecdsaKey]);
  });

  it('reads the key of an encrypted bucket, and none by default', async () => {
    const kms_master_key_id = 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd';
    const keysOf = async (settings: Partial<EnvironmentSettings>) =>
      (await stackOf(settings)).encryptions.map(
        ({ rule }) => rule.apply_server_side_encryption_by_default.kms_master_key_id,
      );
    expect(await keysOf({ encryption: kms_master_key_id })).to.deep.equal([kms_master_key_id, kms_master_key_id]);
    expect(await keysOf({})).to.deep.equal([undefined, undefined]);
  });

  it('creates a bucket that exists in AWS, and sends its notifications', async () => {
    const sourceBucket = { existing: 'photos' };
    const { buckets, notifications } = await stackOf({ sourceBucket, trigger: 'notification' });
    expect(buckets).to.deep.include({ bucket: 'photos' });
    expect(notifications.map(({ bucket }) => bucket)).to.deep.equal(['photos']);
  });

  it('sends the events of a bucket that exists in AWS to EventBridge, as its owner has enabled', async () => {
    const stack = await stackOf({ sourceBucket: { existing: 'photos' } });
    expect(stack.notifications).to.deep.equal([]);
    expect(stack.eventBridgeBuckets).to.deep.equal(['photos']);
    expect(stack.eventRules.map(({ name }) => name)).to.deep.equal(stack.eventTargets.map(({ rule }) => rule));
    expect((await stackOf({})).eventBridgeBuckets).to.deep.equal([]);
    expect((await stackOf({ thumbnailEvents: true })).eventBridgeBuckets).to.have.length(1);
  });
});

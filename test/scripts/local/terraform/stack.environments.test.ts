import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { environments } from '../../../../infra/environments.ts';
import type { EnvironmentSettings } from '../../../../infra/settings.ts';
import { readStack } from '../../../../scripts/local/terraform/stack.ts';
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
    it(`knows everything of ${settings.name ?? 'an environment with every option'}`, async () => {
      expect((await stackOf(settings)).buckets).to.have.length(2);
    });
  }

  it('tells the ARN of the event bus, to which outcomes go', async () => {
    const { rolePolicies } = await stackOf({ outcomeEvents: true });
    expect(rolePolicies[0]?.policy).to.include('"arn:aws:events:eu-west-1:000000000000:event-bus/default"');
  });

  it('makes a bucket of one that exists in AWS, and notifies of what comes into it', async () => {
    const { buckets, notifications } = await stackOf({ sourceBucket: { existing: 'photos' } });
    expect(buckets).to.deep.include({ bucket: 'photos' });
    expect(notifications.map(({ bucket }) => bucket)).to.deep.equal(['photos']);
  });
});

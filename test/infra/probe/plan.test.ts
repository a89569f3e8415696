import { expect } from 'chai';
import { ProbePlan } from '../../../functions/probe/contract.ts';
import { probePlan } from '../../../infra/probe/plan.ts';
import { type EnvironmentSettings, Settings } from '../../../infra/settings.ts';

const planOf = (settings: Partial<EnvironmentSettings>) =>
  probePlan(Settings.parse({ project: 'thumbnails', name: 'dev', region: 'eu-west-1', ...settings }));

describe('probePlan', () => {
  it('uploads a key that the function is notified of', () => {
    const probe = { everyMinutes: 5, prefix: 'scans/probe/' };
    const keyFilters = [
      { prefix: 'photos/', suffix: '.jpg' },
      { prefix: 'scans/', suffix: '.tif' },
    ];
    expect(planOf({ probe, keyFilters })).to.deep.include({ kind: 'upload', prefix: 'scans/probe/', suffix: '.tif' });
    expect(planOf({ probe })).to.deep.include({ kind: 'upload', suffix: '.png' });
  });

  it('reads the notification of the function, if it uploads nothing', () => {
    expect(planOf({ probe: 'configuration', mirrorDeletes: false, keyFilters: [{ prefix: 'a/' }] })).to.deep.equal({
      kind: 'notification',
      functionName: 'thumbnails-dev-thumbnail',
      keyFilters: [{ prefix: 'a/', suffix: '' }],
      events: ['s3:ObjectCreated:*'],
    });
  });

  it('reads whether EventBridge receives the events, if it invokes the function', () => {
    const plan = planOf({ probe: 'configuration', sourceBucket: { existing: 'photos' } });
    expect(plan).to.deep.equal({ kind: 'eventbridge' });
  });

  it('fits the contract', () => {
    for (const probe of ['configuration', { everyMinutes: 5 }] as const) ProbePlan.parse(planOf({ probe }));
  });
});

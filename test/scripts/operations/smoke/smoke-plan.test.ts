import { expect } from 'chai';
import { type EnvironmentSettings, Settings } from '../../../../infra/settings.ts';
import { smokePlan } from '../../../../scripts/operations/smoke/smoke-plan.ts';

const planOf = (settings: Partial<EnvironmentSettings>) =>
  smokePlan(Settings.parse({ project: 'thumbnails', name: 'dev', region: 'eu-west-1', ...settings }));

describe('smokePlan', () => {
  it('is that of the probe, if there is one', () => {
    expect(planOf({ probe: { everyMinutes: 5, prefix: 'own/' } })).to.include({ kind: 'upload', prefix: 'own/' });
    expect(planOf({ probe: 'configuration' })).to.include({ kind: 'notification' });
  });

  it('uploads where the key filters let an image through', () => {
    expect(planOf({ keyFilters: [{ prefix: 'photos/', suffix: '.jpg' }] })).to.include({
      kind: 'upload',
      prefix: 'photos/thumbnail-probe/',
      suffix: '.jpg',
    });
  });

  it('uploads where an image gets thumbnails', () => {
    const small = { name: 'small', width: 9, keyPrefix: 'photos/small/' };

    for (const keyFilters of [[{}], [{ prefix: 'scans/' }, { prefix: 'photos/' }]]) {
      expect(planOf({ variants: [small], keyFilters })).to.deep.include({
        prefix: 'photos/small/thumbnail-probe/',
        keyTemplates: ['small/{key}.webp'],
      });
    }
    expect(planOf({ variants: [small], keyFilters: [{ prefix: 'scans/' }] })).to.include({ kind: 'notification' });
    expect(planOf({ formats: { png: false } })).to.include({ kind: 'notification' });
  });

  it('uploads nothing to the bucket of somebody else, or where the thumbnails would stay', () => {
    expect(planOf({ sourceBucket: { existing: 'photos' } })).to.deep.equal({ kind: 'eventbridge' });
    expect(planOf({ mirrorDeletes: false })).to.include({ kind: 'notification' });
  });
});

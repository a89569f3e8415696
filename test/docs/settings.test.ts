import { expect } from 'chai';
import { AlarmSettings } from '../../infra/alarms/settings.ts';
import { CloudFrontSettings } from '../../infra/settings/cloudfront.ts';
import { LifecycleSettings } from '../../infra/settings/lifecycle.ts';
import { Settings } from '../../infra/settings.ts';
import { tableRows } from './table-rows.ts';

describe('docs/settings.md', () => {
  const documented = tableRows('settings.md');
  const settings = Settings.parse({ project: 'thumbnails', name: 'dev', region: 'eu-west-1' });

  it('has every setting, and no other', () => {
    const groups = {
      alarms: AlarmSettings.shape,
      lifecycle: LifecycleSettings.shape,
      'delivery.cloudfront': CloudFrontSettings.shape,
    };
    const isGroup = (name: string) => Object.keys(groups).some((group) => group.split('.')[0] === name);
    const names = Object.keys(Settings.shape).filter((name) => !isGroup(name));
    const grouped = Object.entries(groups).flatMap(([group, shape]) =>
      Object.keys(shape).map((name) => `${group}.${name}`),
    );
    const refused = 'alarms.rejectionsPerHour';
    expect([...documented.keys(), refused]).to.have.members([...names, ...grouped]);
  });

  it('states the defaults as they are', () => {
    const ofAlarms = Object.entries(settings.alarms).map(([name, value]) => [`alarms.${name}`, value] as const);
    for (const [name, value] of [...Object.entries(settings), ...ofAlarms]) {
      if (typeof value === 'object' || ['project', 'name', 'region'].includes(name)) continue;
      expect(documented.get(name), name).to.equal(`\`${JSON.stringify(value)}\``);
    }
  });
});

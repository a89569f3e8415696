import { expect } from 'chai';
import { AlarmSettings } from '../../infra/alarm-settings.ts';
import { Settings } from '../../infra/settings.ts';
import { tableRows } from './table-rows.ts';

describe('docs/settings.md', () => {
  const documented = tableRows('settings.md');
  const settings = Settings.parse({ project: 'thumbnails', name: 'dev', region: 'eu-west-1' });

  it('has every setting, and no other', () => {
    const names = Object.keys(Settings.shape).filter((name) => name !== 'alarms');
    const ofAlarms = Object.keys(AlarmSettings.shape)
      .filter((name) => name !== 'rejectionsPerHour')
      .map((name) => `alarms.${name}`);
    expect([...documented.keys()]).to.have.members([...names, ...ofAlarms]);
  });

  it('states the defaults as they are', () => {
    const ofAlarms = Object.entries(settings.alarms).map(([name, value]) => [`alarms.${name}`, value] as const);
    for (const [name, value] of [...Object.entries(settings), ...ofAlarms]) {
      if (typeof value === 'object' || ['project', 'name', 'region'].includes(name)) continue;
      expect(documented.get(name), name).to.equal(`\`${JSON.stringify(value)}\``);
    }
  });
});

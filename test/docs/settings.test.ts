import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { AlarmSettings } from '../../infra/alarms/settings.ts';
import { accountSettings } from '../../infra/bootstrap/account-settings.ts';
import { CloudFrontSettings } from '../../infra/settings/cloudfront.ts';
import { LifecycleSettings } from '../../infra/settings/lifecycle.ts';
import { Settings } from '../../infra/settings.ts';
import { replaceBetweenMarkers } from '../../scripts/build/replace-between-markers.ts';
import { settingsTable, settingsTableMarker } from '../../scripts/build/settings-table.ts';
import { root } from '../../scripts/cli/project-root.ts';
import { tableRows } from './table-rows.ts';

const groups = { alarms: AlarmSettings, lifecycle: LifecycleSettings, 'delivery.cloudfront': CloudFrontSettings };
const required = { project: 'thumbnails', name: 'dev', region: 'eu-west-1' };

describe('docs/settings.md', () => {
  const documented = tableRows('settings.md', '# Settings of an environment');
  const defaults = new Map<string, unknown>([
    ...Object.entries(Settings.parse(required)).filter(([name]) => !(name in required) && !isGroup(name)),
    ...Object.entries(groups).flatMap(([group, schema]) => inGroup(group, schema.parse({}))),
  ]);

  it('has the table that npm run docs:settings writes', () => {
    const document = readFileSync(path.join(root, 'docs', 'settings.md'), 'utf8');
    expect(replaceBetweenMarkers(document, settingsTableMarker, settingsTable())).to.equal(document);
  });

  it('has every setting, and no other', () => {
    const names = Object.keys(Settings.shape).filter((name) => !isGroup(name));
    const grouped = Object.entries(groups).flatMap(([group, { shape }]) => inGroup(group, shape).map(([name]) => name));
    const refused = 'alarms.rejectionsPerHour';
    expect([...documented.keys(), refused]).to.have.members([...names, ...grouped]);
  });

  it('has every setting of an account, and no other', () => {
    const { shape } = accountSettings([Settings.parse(required)]);
    expect([...tableRows('settings.md', 'Accounts').keys()]).to.have.members(Object.keys(shape));
  });

  it('states the defaults as they are', () => {
    const values = [...defaults].filter(([, value]) => typeof value !== 'object');
    for (const [name, value] of values) expect(documented.get(name), name).to.equal(`\`${JSON.stringify(value)}\``);
  });

  it('says of an empty list that there is none', () => {
    const inWords: Partial<Record<string, string>> = { keyFilters: 'every key' };
    for (const [name, value] of defaults) {
      if (Array.isArray(value) && value.length === 0)
        expect(documented.get(name), name).to.equal(inWords[name] ?? 'none');
    }
  });

  it('states no value where the schema has no default', () => {
    const values = [...documented].filter(([, cell]) => /^`("[^"]*"|\d+|true|false)`$/.test(cell));
    expect(values.map(([name]) => name).filter((name) => !defaults.has(name))).to.deep.equal([]);
  });
});

function isGroup(name: string): boolean {
  return Object.keys(groups).some((group) => group.split('.')[0] === name);
}

/** The entries of a group, by their names in the document, such as `alarms.enabled`. */
function inGroup(group: string, values: object): [string, unknown][] {
  return Object.entries(values).map(([name, value]) => [`${group}.${name}`, value]);
}

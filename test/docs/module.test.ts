import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { variableOf } from '../../infra/module/plain-settings.ts';
import { variables } from '../../infra/module/variables.ts';
import { Settings } from '../../infra/settings.ts';
import { root } from '../../scripts/cli/project-root.ts';

/** The settings that the provider and the backend of the caller take the place of, and those whose parts have variables. */
const otherwise = ['region', 'account', 'deployRoleArn', 'remoteState', 'organization', 'alarms'];

describe('docs/module.md', () => {
  it('names each setting that has no variable, and no other', async () => {
    const text = await readFile(join(root, 'docs', 'module.md'), 'utf8');
    const [, section = ''] = /## Without a variable\n+([\s\S]*?)\n\n/.exec(text) ?? [];
    const named = Array.from(section.matchAll(/`(\w+)`/g), ([, name = '']) => name);
    const settings = Object.keys(Settings.shape).filter((name) => !otherwise.includes(name));
    const missing = settings.filter((name) => !(variableOf(name) in variables));
    const others = ['alarms', 'prevent_destroy'];
    expect([...new Set(named)].filter((name) => !others.includes(name))).to.have.members(missing);
  });
});

import { expect } from 'chai';
import { resourceArnsOf } from '../../infra/bootstrap/resource-arns.ts';
import { parseEnvironments } from '../../infra/parse-environments.ts';
import type { EnvironmentSettings, Settings } from '../../infra/settings.ts';
import { stateKey } from '../../infra/state-key.ts';
import { matchesArn } from '../../scripts/policies/wildcards.ts';
import { synthesized } from './synthesized.ts';

const account = '123456789012';
const everything: Partial<EnvironmentSettings> = {
  probe: { everyMinutes: 15 },
  delivery: { cloudfront: {} },
  outcomeEvents: true,
};

/** Pipelines that share an account and a region: two environments of one project, and one of another with the same name. */
const neighbours = [
  { project: 'thumbnails', name: 'prod' },
  { project: 'thumbnails', name: 'dev' },
  { project: 'previews', name: 'prod' },
];

/** Arguments that are the name of a resource in AWS, within its account and region. */
const nameArguments = ['alarm_name', 'bucket', 'dashboard_name', 'function_name', 'name'];
/** Resources whose `name` is one within another resource, which has a name of its own. */
const within = ['aws_cloudwatch_log_metric_filter'];

async function namesOf(settings: Partial<EnvironmentSettings>): Promise<string[]> {
  const { resource } = await synthesized({ ...everything, ...settings });
  return Object.entries(resource).flatMap(([type, byName]) => {
    if (within.includes(type)) return [];
    const values = Object.values(byName).flatMap((each) => nameArguments.map((argument) => each[argument]));
    const names = values.filter((name): name is string => typeof name === 'string' && !name.startsWith('${'));
    return names.map((name) => `${type} ${name}`);
  });
}

describe('pipelines of one account and region', () => {
  it('share no name', async () => {
    const seen = new Map<string, string>();
    for (const settings of neighbours) {
      const names = await namesOf(settings);
      expect(names.length).to.be.above(20);
      const owner = `${settings.project}-${settings.name}`;
      for (const name of names) {
        expect(seen.get(name), name).to.equal(undefined);
        seen.set(name, owner);
      }
    }
  });

  it('store their states apart, and may change nothing of each other', () => {
    const all = neighbours.map(
      (settings) => parseEnvironments([{ region: 'eu-west-1', ...everything, ...settings }])[0] as Settings,
    );
    expect(new Set(all.map(stateKey)).size).to.equal(all.length);
    const kinds = [
      'buckets',
      'functions',
      'roles',
      'queues',
      'rules',
      'topics',
      'logGroups',
      'alarms',
      'dashboards',
    ] as const;
    for (const one of all) {
      for (const other of all) {
        if (one === other) continue;
        const [own, foreign] = [resourceArnsOf(one, account), resourceArnsOf(other, account)];
        for (const kind of kinds) {
          for (const pattern of own[kind]) {
            for (const arn of foreign[kind]) {
              expect(matchesArn(pattern, arn.replace('*', 'x')), `${pattern} and ${arn}`).to.equal(false);
            }
          }
        }
      }
    }
  });
});

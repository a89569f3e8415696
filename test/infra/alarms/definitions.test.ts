import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { alarmDefinitions } from '../../../infra/alarms/definitions.ts';
import { namesOf } from '../../../infra/names.ts';
import { Settings } from '../../../infra/settings.ts';
import { root } from '../../../scripts/cli/project-root.ts';

const settings = Settings.parse({
  project: 'thumbnails',
  name: 'dev',
  region: 'eu-west-1',
  timeoutSeconds: 10,
  maxEventAgeSeconds: 600,
  alarms: { invocationsPerHour: 5000, rejectionsPercent: 7 },
});
const definitions = alarmDefinitions(namesOf(settings, '123456789012'), settings);

describe('alarmDefinitions', () => {
  it('derives thresholds from the settings', () => {
    const thresholds = Object.fromEntries(definitions.map(({ id, threshold }) => [id, threshold]));
    expect(thresholds).to.include({ duration: 8000, 'event-age': 300_000, rejections: 7, invocations: 5000 });
  });

  it('reports dead letters at once, and pages before SQS deletes the oldest', () => {
    const byAge = definitions.filter(
      ({ metric }) => 'name' in metric && metric.name === 'ApproximateAgeOfOldestMessage',
    );
    const maxAgeSeconds = 14 * 24 * 3600;
    expect(byAge.map(({ severity, threshold }) => [severity, threshold])).to.have.deep.members([
      ['ticket', 0],
      ['page', (maxAgeSeconds * 10) / 14],
    ]);
  });

  it('pages when EventBridge loses an event, if it is what invokes the function', () => {
    const lost = (more: Partial<Settings>) =>
      alarmDefinitions(namesOf(settings, '123456789012'), { ...settings, ...more }).filter(
        ({ metric }) => 'name' in metric && metric.name === 'InvocationsFailedToBeSentToDlq',
      );
    expect(lost({})).to.deep.equal([]);
    const sourceBucket = { existing: 'photos', encryption: 'SSE-S3' as const };
    expect(lost({ sourceBucket }).map(({ severity, threshold }) => [severity, threshold])).to.deep.equal([['page', 0]]);
    expect(lost({ sourceBucket, trigger: 'notification' })).to.deep.equal([]);
  });

  it('names a command that exists, with the names of the environment', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    for (const { id, command } of definitions) {
      expect(command, id).to.match(/^(aws [a-z]+ [a-z-]+ |npm run )/);
      const [, script] = /^npm run ([a-z:-]+)/.exec(command) ?? [];
      if (script) expect(scripts, id).to.have.property(script);
    }
  });
});

import { expect } from 'chai';
import { alarmDefinitions } from '../../infra/alarm-definitions.ts';
import { namesOf } from '../../infra/names.ts';
import { Settings } from '../../infra/settings.ts';

const settings = Settings.parse({
  project: 'thumbnails',
  name: 'dev',
  region: 'eu-west-1',
  timeoutSeconds: 10,
  maxEventAgeSeconds: 600,
  alarms: { invocationsPerHour: 5000, rejectionsPerHour: 7 },
});
const definitions = alarmDefinitions(namesOf(settings, '123456789012'), settings);

describe('alarmDefinitions', () => {
  it('derives thresholds from the settings', () => {
    const thresholds = Object.fromEntries(definitions.map(({ id, threshold }) => [id, threshold]));
    expect(thresholds).to.include({ duration: 8000, 'event-age': 300_000, rejections: 7, invocations: 5000 });
  });

  it('says what to do, within the maximum length of a description', () => {
    for (const { id, description } of definitions) {
      expect(description, id).to.match(/^[A-Z].*\. [A-Z].*\.$/);
      expect(description.length, id).to.be.at.most(1024);
    }
  });
});

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
  const expected: Record<string, { above: number; seconds: number }> = {
    errors: { above: 0, seconds: 900 },
    throttles: { above: 0, seconds: 900 },
    duration: { above: 8000, seconds: 300 },
    'event-age': { above: 300_000, seconds: 300 },
    'dead-letters': { above: 0, seconds: 300 },
    'events-dropped': { above: 0, seconds: 300 },
    'delivery-failures': { above: 0, seconds: 300 },
    recursion: { above: 0, seconds: 300 },
    rejections: { above: 7, seconds: 3600 },
    invocations: { above: 5000, seconds: 3600 },
  };

  it('covers every sign of trouble, each at its threshold', () => {
    const actual = definitions.map(({ id, threshold, periodSeconds, periods }) => [
      id,
      { above: threshold, seconds: periodSeconds * periods },
    ]);
    expect(Object.fromEntries(actual)).to.deep.equal(expected);
  });

  it('says what to do, in what an alarm takes as description', () => {
    for (const { id, description } of definitions) {
      expect(description, id).to.match(/^[A-Z].*\. [A-Z].*\.$/);
      expect(description.length, id).to.be.at.most(1024);
    }
  });
});

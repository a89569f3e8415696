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
  it('covers every sign of trouble, each by its metric, at its threshold and for so many periods of so many seconds', () => {
    const watched = definitions.map(({ id, metric, threshold, periods, periodSeconds }) => [
      id,
      [`${metric.statistic} of ${metric.name}`, threshold, periods, periodSeconds],
    ]);
    expect(Object.fromEntries(watched)).to.deep.equal({
      errors: ['Sum of Errors', 0, 3, 300],
      throttles: ['Sum of Throttles', 0, 3, 300],
      duration: ['Maximum of Duration', 8000, 1, 300],
      'event-age': ['Maximum of AsyncEventAge', 300_000, 1, 300],
      'dead-letters': ['Maximum of ApproximateNumberOfMessagesVisible', 0, 1, 300],
      'events-dropped': ['Sum of AsyncEventsDropped', 0, 1, 300],
      'delivery-failures': ['Sum of DestinationDeliveryFailures', 0, 1, 300],
      recursion: ['Sum of RecursiveInvocationsDropped', 0, 1, 300],
      rejections: ['Sum of Outcomes', 7, 1, 3600],
      invocations: ['Sum of Invocations', 5000, 1, 3600],
    });
    const [rejections] = definitions.filter(({ id }) => id === 'rejections');
    expect(rejections?.metric.dimensions).to.deep.equal({ Result: 'rejected' });
  });

  it('says what to do, in what an alarm takes as description', () => {
    for (const { id, description } of definitions) {
      expect(description, id).to.match(/^[A-Z].*\. [A-Z].*\.$/);
      expect(description.length, id).to.be.at.most(1024);
    }
  });
});

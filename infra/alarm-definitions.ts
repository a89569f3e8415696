import { type Metric, metricsOf } from './metrics.ts';
import type { Names } from './names.ts';
import type { Settings } from './settings.ts';

/** A state of affairs that somebody has to look at. */
export interface AlarmDefinition {
  /** Last part of the alarm's name. */
  id: string;
  /** What has happened, and what to do. */
  description: string;
  metric: Metric;
  /** The alarm goes off above it. */
  threshold: number;
  periodSeconds: number;
  /** For how many periods in a row. */
  periods: number;
}

const fiveMinutes = 300;
const hour = 3600;

/** An alarm that goes off at the first one of something that should never be. */
const atOnce = { threshold: 0, periodSeconds: fiveMinutes, periods: 1 };
/** Lambda tries again after one and two minutes: what has passed by then is nobody's trouble, what lasts longer is. */
const whenItLasts = { threshold: 0, periodSeconds: fiveMinutes, periods: 3 };

/** Percent of a limit, at which there is still time to do something. */
const nearTimeout = 80;
const nearExpiry = 50;

/** The alarms of one environment, from the first sign of trouble to the loss of an event. */
export function alarmDefinitions(
  names: Names,
  { alarms, timeoutSeconds, maxEventAgeSeconds }: Pick<Settings, 'alarms' | 'timeoutSeconds' | 'maxEventAgeSeconds'>,
): AlarmDefinition[] {
  const metrics = metricsOf(names);
  return [
    {
      id: 'errors',
      description: 'Invocations have been failing for 15 minutes. The log says why, in the lines of level ERROR.',
      metric: metrics.errors,
      ...whenItLasts,
    },
    {
      id: 'throttles',
      description: 'Uploads have been waiting for concurrency for 15 minutes. Raise reservedConcurrency, or the quota.',
      metric: metrics.throttles,
      ...whenItLasts,
    },
    {
      id: 'duration',
      description: `An invocation took more than ${nearTimeout} % of its timeout. Raise memoryMegabytes or timeoutSeconds.`,
      metric: metrics.duration,
      threshold: (timeoutSeconds * 1000 * nearTimeout) / 100,
      periodSeconds: fiveMinutes,
      periods: 1,
    },
    {
      id: 'event-age',
      description: `An upload has waited for ${nearExpiry} % of the time after which it is given up. See errors and throttles.`,
      metric: metrics.eventAge,
      threshold: (maxEventAgeSeconds * 1000 * nearExpiry) / 100,
      periodSeconds: fiveMinutes,
      periods: 1,
    },
    {
      id: 'dead-letters',
      description: 'Uploads failed for good, and wait in the dead-letter queue. Mend the cause, then send them again.',
      metric: metrics.deadLetters,
      ...atOnce,
    },
    {
      id: 'events-dropped',
      description:
        'Lambda gave up events. Those that the dead-letter queue does not hold are lost: look for their uploads.',
      metric: metrics.eventsDropped,
      ...atOnce,
    },
    {
      id: 'delivery-failures',
      description: 'Lambda could not deliver to the dead-letter queue or the event bus. Look at the role, and at both.',
      metric: metrics.deliveryFailures,
      ...atOnce,
    },
    {
      id: 'recursion',
      description: 'Lambda stopped a loop. Something copies thumbnails into the source bucket: find it.',
      metric: metrics.recursionsStopped,
      ...atOnce,
    },
    {
      id: 'rejections',
      description: `More than ${alarms.rejectionsPerHour} uploads in an hour can never become thumbnails. The log says why.`,
      metric: metrics.outcomes('rejected'),
      threshold: alarms.rejectionsPerHour,
      periodSeconds: hour,
      periods: 1,
    },
    {
      id: 'invocations',
      description: `More than ${alarms.invocationsPerHour} invocations in an hour. Set reservedConcurrency to 0 to stop them.`,
      metric: metrics.invocations,
      threshold: alarms.invocationsPerHour,
      periodSeconds: hour,
      periods: 1,
    },
  ];
}

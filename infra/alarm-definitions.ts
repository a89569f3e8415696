import { type Metric, metricsOf } from './metrics.ts';
import type { Names } from './names.ts';
import type { Settings } from './settings.ts';

/** A condition that somebody has to look at. */
export interface AlarmDefinition {
  /** Last part of the alarm's name. */
  id: string;
  /** Says what has happened and what to do. */
  description: string;
  metric: Metric;
  /** The alarm goes off when the metric is above this value. */
  threshold: number;
  periodSeconds: number;
  /** The number of consecutive periods that must be above the threshold. */
  periods: number;
}

const fiveMinutes = 300;
const hour = 3600;

/** For events that should never happen: the first one sets the alarm off. */
const immediate = { threshold: 0, periodSeconds: fiveMinutes, periods: 1 };
/** Lambda retries after one and two minutes: ignore blips that end by then, alert on what persists. */
const persistent = { threshold: 0, periodSeconds: fiveMinutes, periods: 3 };

/** Percent of a limit at which there is still time to act. */
const nearTimeout = 80;
const nearExpiry = 50;

/** Returns the alarms of one environment, from the first sign of trouble to the loss of an event. */
export function alarmDefinitions(
  names: Names,
  { alarms, timeoutSeconds, maxEventAgeSeconds }: Pick<Settings, 'alarms' | 'timeoutSeconds' | 'maxEventAgeSeconds'>,
): AlarmDefinition[] {
  const metrics = metricsOf(names);
  return [
    {
      id: 'errors',
      description: 'Invocations have been failing for 15 minutes. The lines of level ERROR in the log say why.',
      metric: metrics.errors,
      ...persistent,
    },
    {
      id: 'throttles',
      description: 'Uploads have been throttled for 15 minutes. Raise reservedConcurrency or the quota of the account.',
      metric: metrics.throttles,
      ...persistent,
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
      description: `An upload has waited for ${nearExpiry} % of maxEventAgeSeconds, after which Lambda gives up. See the alarms errors and throttles.`,
      metric: metrics.eventAge,
      threshold: (maxEventAgeSeconds * 1000 * nearExpiry) / 100,
      periodSeconds: fiveMinutes,
      periods: 1,
    },
    {
      id: 'dead-letters',
      description: 'Events failed permanently and are in the dead-letter queue. Fix the cause, then run redrive.',
      metric: metrics.deadLetters,
      ...immediate,
    },
    {
      id: 'events-dropped',
      description:
        'Lambda dropped events. Those that are not in the dead-letter queue are lost: find uploads without thumbnails.',
      metric: metrics.eventsDropped,
      ...immediate,
    },
    {
      id: 'delivery-failures',
      description:
        'Lambda could not deliver to the dead-letter queue or the event bus. Check the role, the queue and the bus.',
      metric: metrics.deliveryFailures,
      ...immediate,
    },
    {
      id: 'recursion',
      description: 'Lambda stopped a loop. Something copies thumbnails into the source bucket. Find it and stop it.',
      metric: metrics.recursionsStopped,
      ...immediate,
    },
    {
      id: 'rejections',
      description: `More than ${alarms.rejectionsPerHour} uploads were rejected in an hour. The log says why.`,
      metric: metrics.outcomes('rejected'),
      threshold: alarms.rejectionsPerHour,
      periodSeconds: hour,
      periods: 1,
    },
    {
      id: 'invocations',
      description: `More than ${alarms.invocationsPerHour} invocations in an hour. Set reservedConcurrency to 0 to stop the function.`,
      metric: metrics.invocations,
      threshold: alarms.invocationsPerHour,
      periodSeconds: hour,
      periods: 1,
    },
  ];
}

import { maxProbeSeconds } from '../../functions/probe/contract.ts';
import { type Metric, metricsOf, type Share } from '../metrics.ts';
import type { Names } from '../names.ts';
import { probeMinutes } from '../probe/minutes.ts';
import type { Settings } from '../settings.ts';
import { triggerOf } from '../uploads/trigger-of.ts';

/** A condition that somebody has to look at. */
export interface AlarmDefinition {
  /** Last part of the alarm's name, and the section of docs/runbook.md. */
  id: string;
  /** Whether somebody must act now, or on the next working day. */
  severity: 'page' | 'ticket';
  /** Says what has happened, and what users notice. */
  notice: string;
  /** The first command to run. */
  command: string;
  metric: Metric | Share;
  /** The alarm goes off when the metric is above this value. */
  threshold: number;
  periodSeconds: number;
  /** The number of consecutive periods that must be above the threshold. */
  periods: number;
  /**
   * The number of runs that should each produce data. With it, missing data sets the alarm off too, though not before there were runs
   * in two different hours of the last day: otherwise it would go off at every first deployment.
   */
  runs?: Metric;
}

const fiveMinutes = 300;
const hour = 3600;
const day = 86_400;

/** For events that should never happen: the first one sets the alarm off. */
const immediate = { threshold: 0, periodSeconds: fiveMinutes, periods: 1 };
/** Lambda retries after one and two minutes: ignore blips that end by then, alert on what persists. */
const persistent = { threshold: 0, periodSeconds: fiveMinutes, periods: 3 };

/** Percent of a limit at which there is still time to act. */
const nearTimeout = 80;
const nearExpiry = 50;

/** SQS deletes a message after 14 days, which leaves four to act. */
const oldLetterDays = 10;

/** Fewer uploads in an hour say nothing about the clients. */
const minUploads = 10;

/** Returns the alarms of one environment, from the first sign of trouble to the loss of an event. */
export function alarmDefinitions(
  names: Names,
  settings: Pick<
    Settings,
    'name' | 'alarms' | 'probe' | 'timeoutSeconds' | 'maxEventAgeSeconds' | 'trigger' | 'sourceBucket'
  >,
): AlarmDefinition[] {
  const { alarms, timeoutSeconds, maxEventAgeSeconds } = settings;
  const metrics = metricsOf(names);
  const logs = (pattern: string) => `aws logs tail ${names.logGroup} --since 2h --filter-pattern '${pattern}'`;
  const errors = logs('{ $.level = "ERROR" }');
  const minutes = probeMinutes(settings);
  const redrive = `npm run redrive -- --env ${settings.name} --dry-run`;
  return [
    {
      id: 'errors',
      severity: 'page',
      notice: 'Invocations have been failing for 15 minutes: uploads get no thumbnails.',
      command: errors,
      metric: metrics.errors,
      ...persistent,
    },
    {
      id: 'event-age',
      severity: 'page',
      notice: `An event has waited for ${nearExpiry} % of maxEventAgeSeconds, after which Lambda gives up: thumbnails are late.`,
      command: errors,
      metric: metrics.eventAge,
      threshold: (maxEventAgeSeconds * 1000 * nearExpiry) / 100,
      periodSeconds: fiveMinutes,
      periods: 1,
    },
    {
      id: 'delivery-failures',
      severity: 'page',
      notice: 'Lambda could not deliver to the dead-letter queue or the event bus: failed events are being lost.',
      command: `aws lambda get-function-event-invoke-config --function-name ${names.function}`,
      metric: metrics.deliveryFailures,
      ...immediate,
    },
    ...(triggerOf(settings) === 'notification'
      ? []
      : [
          {
            id: 'rule-delivery-failures',
            severity: 'page' as const,
            notice:
              'EventBridge could deliver an event neither to the function nor to the dead-letter queue: its upload gets no thumbnail.',
            command: `aws events list-targets-by-rule --rule ${names.uploadRule}`,
            metric: metrics.ruleDeliveryFailures,
            ...immediate,
          },
        ]),
    {
      id: 'dead-letters-expiring',
      severity: 'page',
      notice: `A failed event has been in the dead-letter queue for ${oldLetterDays} days. SQS deletes it after 14: its upload would never get a thumbnail.`,
      command: redrive,
      metric: metrics.deadLetterAge,
      threshold: oldLetterDays * day,
      periodSeconds: fiveMinutes,
      periods: 1,
    },
    {
      id: 'invocations',
      severity: 'page',
      notice: `More than ${alarms.invocationsPerHour} invocations in an hour: a flood of uploads, or a loop. Users notice late thumbnails, the owner the cost.`,
      command: `aws lambda put-function-concurrency --function-name ${names.function} --reserved-concurrent-executions 0 (stops it)`,
      metric: metrics.invocations,
      threshold: alarms.invocationsPerHour,
      periodSeconds: hour,
      periods: 1,
    },
    ...(minutes === undefined
      ? []
      : [
          {
            id: 'probe',
            severity: 'page' as const,
            notice: `The probe, which runs every ${minutes} minutes, has not passed twice in a row: uploads get no thumbnails, or the probe does not run.`,
            command: `npm run smoke -- --env ${settings.name}`,
            metric: metrics.probeSeconds,
            threshold: maxProbeSeconds,
            periodSeconds: minutes * 60,
            periods: 2,
            runs: metrics.probeRuns,
          },
        ]),
    {
      id: 'throttles',
      severity: 'ticket',
      notice: 'Invocations have been throttled for 15 minutes: thumbnails are late.',
      command: 'aws lambda get-account-settings --query AccountLimit',
      metric: metrics.throttles,
      ...persistent,
    },
    {
      id: 'duration',
      severity: 'ticket',
      notice: `An invocation took more than ${nearTimeout} % of its timeout of ${timeoutSeconds} seconds: similar images may get no thumbnail.`,
      command: logs('{ $.type = "platform.report" }'),
      metric: metrics.duration,
      threshold: (timeoutSeconds * 1000 * nearTimeout) / 100,
      periodSeconds: fiveMinutes,
      periods: 1,
    },
    {
      id: 'dead-letters',
      severity: 'ticket',
      notice: 'Events failed permanently: the thumbnails of their uploads are missing or outdated.',
      command: redrive,
      metric: metrics.deadLetterAge,
      ...immediate,
    },
    {
      id: 'events-dropped',
      severity: 'ticket',
      notice: 'Lambda gave up events. Uploads whose event is not in the dead-letter queue get no thumbnail.',
      command: redrive,
      metric: metrics.eventsDropped,
      ...immediate,
    },
    {
      id: 'recursion',
      severity: 'ticket',
      notice:
        'Lambda stopped a loop. Something copies thumbnails into the source bucket, whose copies get no thumbnails.',
      command: logs('{ $.message = "outcome" }'),
      metric: metrics.recursionsStopped,
      ...immediate,
    },
    {
      id: 'rejections',
      severity: 'ticket',
      notice: `More than ${alarms.rejectionsPercent} % of the uploads in an hour were rejected, of at least ${minUploads}: their users see no thumbnail.`,
      command: logs('{ $.result = "rejected" }'),
      metric: { part: metrics.outcomes('rejected'), whole: metrics.uploads, minWhole: minUploads },
      threshold: alarms.rejectionsPercent,
      periodSeconds: hour,
      periods: 1,
    },
  ];
}

import { maxProbeSeconds } from '../../functions/probe/contract.ts';
import { metricsOf } from '../metrics.ts';
import type { Names } from '../names.ts';
import { probeMinutes } from '../probe/minutes.ts';
import { triggerOf } from '../uploads/trigger-of.ts';
import { logsCommand, redriveCommand } from './commands.ts';
import { type AlarmDefinition, type AlarmSettings, fiveMinutes, hour, immediate, persistent } from './definition.ts';

const day = 86_400;

/** Percent of the max age of an event at which there is still time to act. */
const nearExpiry = 50;

/** SQS deletes a message after 14 days, which leaves four to act. */
const oldLetterDays = 10;

/** Returns the alarms that somebody must act on now. */
export function pagingAlarms(names: Names, settings: AlarmSettings): Omit<AlarmDefinition, 'severity'>[] {
  const { alarms, maxEventAgeSeconds } = settings;
  const metrics = metricsOf(names);
  const errors = logsCommand(names, '{ $.level = "ERROR" }');
  const minutes = probeMinutes(settings);
  return [
    {
      id: 'errors',
      notice: 'Invocations have been failing for 15 minutes: uploads get no thumbnails.',
      command: errors,
      metric: metrics.errors,
      ...persistent,
    },
    {
      id: 'event-age',
      notice: `An event has waited for ${nearExpiry} % of maxEventAgeSeconds, after which Lambda gives up: thumbnails are late.`,
      command: errors,
      metric: metrics.eventAge,
      threshold: (maxEventAgeSeconds * 1000 * nearExpiry) / 100,
      periodSeconds: fiveMinutes,
      periods: 1,
    },
    {
      id: 'delivery-failures',
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
            notice:
              'EventBridge could deliver an event neither to the function nor to the dead-letter queue: its upload gets no thumbnail.',
            command: `aws events list-targets-by-rule --rule ${names.uploadRule}`,
            metric: metrics.ruleDeliveryFailures,
            ...immediate,
          },
        ]),
    {
      id: 'dead-letters-expiring',
      notice: `A failed event has been in the dead-letter queue for ${oldLetterDays} days. SQS deletes it after 14: its upload would never get a thumbnail.`,
      command: redriveCommand(settings),
      metric: metrics.deadLetterAge,
      threshold: oldLetterDays * day,
      periodSeconds: fiveMinutes,
      periods: 1,
    },
    {
      id: 'invocations',
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
            notice: `The probe, which runs every ${minutes} minutes, has not passed twice in a row: uploads get no thumbnails, or the probe does not run.`,
            command: `npm run smoke -- --env ${settings.name}`,
            metric: metrics.probeSeconds,
            threshold: maxProbeSeconds,
            periodSeconds: minutes * 60,
            periods: 2,
            runs: metrics.probeRuns,
          },
        ]),
  ];
}

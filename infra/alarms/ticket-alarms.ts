import { metricsOf } from '../metrics.ts';
import type { Names } from '../names.ts';
import { logsCommand, redriveCommand } from './commands.ts';
import { type AlarmDefinition, type AlarmSettings, fiveMinutes, hour, immediate, persistent } from './definition.ts';

/** Percent of the timeout at which there is still time to act. */
const nearTimeout = 80;

/** Fewer uploads in an hour say nothing about the clients. */
const minUploads = 10;

/** Returns the alarms that can wait until the next working day. */
export function ticketAlarms(names: Names, settings: AlarmSettings): Omit<AlarmDefinition, 'severity'>[] {
  const { alarms, timeoutSeconds } = settings;
  const metrics = metricsOf(names);
  return [
    {
      id: 'throttles',
      notice: 'Invocations have been throttled for 15 minutes: thumbnails are late.',
      command: 'aws lambda get-account-settings --query AccountLimit',
      metric: metrics.throttles,
      ...persistent,
    },
    {
      id: 'duration',
      notice: `An invocation took more than ${nearTimeout} % of its timeout of ${timeoutSeconds} seconds: similar images may get no thumbnail.`,
      command: logsCommand(names, '{ $.type = "platform.report" }'),
      metric: metrics.duration,
      threshold: (timeoutSeconds * 1000 * nearTimeout) / 100,
      periodSeconds: fiveMinutes,
      periods: 1,
    },
    {
      id: 'dead-letters',
      notice: 'Events failed permanently: the thumbnails of their uploads are missing or outdated.',
      command: redriveCommand(settings),
      metric: metrics.deadLetterAge,
      ...immediate,
    },
    {
      id: 'events-dropped',
      notice: 'Lambda gave up events. Uploads whose event is not in the dead-letter queue get no thumbnail.',
      command: redriveCommand(settings),
      metric: metrics.eventsDropped,
      ...immediate,
    },
    {
      id: 'recursion',
      notice:
        'Lambda stopped a loop. Something copies thumbnails into the source bucket, whose copies get no thumbnails.',
      command: logsCommand(names, '{ $.message = "outcome" }'),
      metric: metrics.recursionsStopped,
      ...immediate,
    },
    {
      id: 'rejections',
      notice: `More than ${alarms.rejectionsPercent} % of the uploads in an hour were rejected, of at least ${minUploads}: their users see no thumbnail.`,
      command: logsCommand(names, '{ $.result = "rejected" }'),
      metric: { part: metrics.outcomes('rejected'), whole: metrics.uploads, minWhole: minUploads },
      threshold: alarms.rejectionsPercent,
      periodSeconds: hour,
      periods: 1,
    },
  ];
}

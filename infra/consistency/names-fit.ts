import { nameLimits } from '../name-limits.ts';
import { type Names, namesOf } from '../names.ts';
import { identity, rule } from './rule.ts';

const limits: Record<keyof Omit<Names, 'rolePath'>, number> = {
  sourceBucket: nameLimits.bucket,
  processedBucket: nameLimits.bucket,
  function: nameLimits.function,
  role: nameLimits.role,
  probeRole: nameLimits.role,
  backfillRole: nameLimits.role,
  logGroup: nameLimits.logGroup,
  deadLetterQueue: nameLimits.queue,
  uploadRule: nameLimits.rule,
  probe: nameLimits.function,
  delivery: nameLimits.originAccessControl,
  alarmTopic: nameLimits.topic,
  dashboard: nameLimits.dashboard,
  metricNamespace: nameLimits.metricNamespace,
};

/** Reports only the name that exceeds its limit the most: once it fits, the others fit too. */
export const namesFit = rule(identity, (settings) => {
  const names = namesOf(settings, '000000000000');
  const [longest] = Object.entries(limits)
    .map(([kind, limit]) => ({ kind, limit, name: names[kind as keyof typeof limits] }))
    .sort((one, other) => other.name.length - other.limit - (one.name.length - one.limit));
  if (longest === undefined || longest.name.length <= longest.limit) return [];
  const { kind, limit, name } = longest;
  const because = `the ${kind} name "${name}" would have ${name.length} characters where AWS allows ${limit}`;
  return [{ setting: 'project', expected: `project and name to be shorter together: ${because}` }];
});

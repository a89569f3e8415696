import { rule } from './rule.ts';

export const emailsAreUsed = rule(['alarms'], ({ alarms }) =>
  alarms.enabled || alarms.emails.length === 0
    ? []
    : [{ setting: 'alarms', expected: 'no emails when alarms are disabled, or enabled: true' }],
);

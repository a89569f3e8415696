import { CloudwatchLogGroup } from '../terraform.ts';
import type { Policy } from './policy.ts';

/** Every log group forgets after some time. */
export const logRetention: Policy = (construct) => {
  if (!(construct instanceof CloudwatchLogGroup)) return undefined;
  // CloudWatch takes 0, too, for keeping lines for ever.
  if (construct.retentionInDaysInput) return undefined;
  return 'the log group keeps its lines for ever: set retentionInDays';
};

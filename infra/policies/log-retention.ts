import type { Policy } from './policy.ts';

/** Every log group forgets after some time. */
export const logRetention: Policy = ({ type, values: { retention_in_days: days } }) => {
  if (type !== 'aws_cloudwatch_log_group') return undefined;
  // CloudWatch takes 0, too, for keeping lines for ever.
  if (typeof days === 'number' && days > 0) return undefined;
  return 'the log group keeps its lines for ever: set retentionInDays';
};

import type { Policy } from './reading/policy.ts';

/** Every log group has a retention period. */
export const logRetention: Policy = ({ type, values: { retention_in_days: days } }) => {
  if (type !== 'aws_cloudwatch_log_group') return undefined;
  // 0 means for ever to CloudWatch.
  if (typeof days === 'number' && days > 0) return undefined;
  return 'the log group never expires: set retentionInDays';
};

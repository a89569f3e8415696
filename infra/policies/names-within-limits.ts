import { nameLimits } from '../name-limits.ts';
import type { Policy } from './reading/policy.ts';

/** By resource type: the argument that is the name, and its maximum length. */
const limits: Record<string, readonly [argument: string, limit: number]> = {
  aws_cloudfront_origin_access_control: ['name', nameLimits.originAccessControl],
  aws_cloudwatch_composite_alarm: ['alarm_name', nameLimits.alarm],
  aws_cloudwatch_dashboard: ['dashboard_name', nameLimits.dashboard],
  aws_cloudwatch_event_rule: ['name', nameLimits.rule],
  aws_cloudwatch_log_group: ['name', nameLimits.logGroup],
  aws_cloudwatch_log_metric_filter: ['name', nameLimits.metricFilter],
  aws_cloudwatch_metric_alarm: ['alarm_name', nameLimits.alarm],
  aws_iam_policy: ['name', nameLimits.policy],
  aws_iam_role: ['name', nameLimits.role],
  aws_iam_role_policy: ['name', nameLimits.policy],
  aws_lambda_function: ['function_name', nameLimits.function],
  aws_s3_bucket: ['bucket', nameLimits.bucket],
  aws_sns_topic: ['name', nameLimits.topic],
  aws_sqs_queue: ['name', nameLimits.queue],
};

/** Every name has a length that AWS allows. Otherwise AWS rejects it in the middle of a deployment. */
export const namesWithinLimits: Policy = ({ type, values }) => {
  const [argument = '', limit = 0] = limits[type] ?? [];
  const value = values[argument];
  if (typeof value !== 'string') return undefined;
  const name = value.replaceAll(/\$\{data\.aws_caller_identity\.\w+\.account_id\}/g, '000000000000');
  if (name.length <= limit) return undefined;
  return `the name "${name}" has ${name.length} characters where AWS allows ${limit}: shorten project or name in infra/environments.ts`;
};

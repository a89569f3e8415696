import { nameLimits } from '../name-limits.ts';
import {
  CloudwatchDashboard,
  CloudwatchLogGroup,
  CloudwatchMetricAlarm,
  IamRole,
  type IConstruct,
  LambdaFunction,
  S3Bucket,
  SnsTopic,
  SqsQueue,
} from '../terraform.ts';
import type { Policy } from './policy.ts';
import { resolved } from './references.ts';

/** Every name fits into what AWS allows, which is else told no sooner than in the middle of a deployment. */
export const namesWithinLimits: Policy = (construct) => {
  const [given, limit] = nameAndLimitOf(construct);
  if (given === undefined) return undefined;
  const name = String(resolved(construct, given)).replaceAll(
    /\$\{data\.aws_caller_identity\.\w+\.account_id\}/g,
    '000000000000',
  );
  if (name.length <= limit) return undefined;
  return `the name "${name}" has ${name.length} characters where AWS allows ${limit}: shorten project or name in infra/environments.ts`;
};

function nameAndLimitOf(construct: IConstruct): [name: string | undefined, limit: number] {
  if (construct instanceof S3Bucket) return [construct.bucketInput, nameLimits.bucket];
  if (construct instanceof LambdaFunction) return [construct.functionNameInput, nameLimits.function];
  if (construct instanceof IamRole) return [construct.nameInput, nameLimits.role];
  if (construct instanceof CloudwatchLogGroup) return [construct.nameInput, nameLimits.logGroup];
  if (construct instanceof SqsQueue) return [construct.nameInput, nameLimits.queue];
  if (construct instanceof SnsTopic) return [construct.nameInput, nameLimits.topic];
  if (construct instanceof CloudwatchMetricAlarm) return [construct.alarmNameInput, nameLimits.alarm];
  if (construct instanceof CloudwatchDashboard) return [construct.dashboardNameInput, nameLimits.dashboard];
  return [undefined, 0];
}

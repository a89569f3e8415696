import { expect } from 'chai';
import type { ReadableStack } from '../../../infra/readable-stack.ts';
import {
  CloudwatchCompositeAlarm,
  CloudwatchDashboard,
  CloudwatchEventRule,
  CloudwatchLogGroup,
  CloudwatchLogMetricFilter,
  CloudwatchMetricAlarm,
  DataAwsCallerIdentity,
  IamPolicy,
  IamRole,
  IamRolePolicy,
  LambdaFunction,
  S3Bucket,
  SnsTopic,
  SqsQueue,
} from '../../../infra/terraform.ts';
import { violationsOf } from './violations.ts';

const alarm = { comparisonOperator: 'GreaterThanThreshold', evaluationPeriods: 1 };

const named: Record<string, { limit: number; make: (stack: ReadableStack, name: string) => void }> = {
  bucket: { limit: 63, make: (stack, bucket) => new S3Bucket(stack, 'it', { bucket }) },
  function: { limit: 64, make: (stack, functionName) => new LambdaFunction(stack, 'it', { functionName, role: '' }) },
  role: { limit: 64, make: (stack, name) => new IamRole(stack, 'it', { name, assumeRolePolicy: '' }) },
  policy: { limit: 128, make: (stack, name) => new IamPolicy(stack, 'it', { name, policy: '' }) },
  'policy of a role': {
    limit: 128,
    make: (stack, name) => new IamRolePolicy(stack, 'it', { name, role: '', policy: '' }),
  },
  'metric filter': {
    limit: 512,
    make: (stack, name) => {
      const metricTransformation = { name: 'count', namespace: 'n', value: '1' };
      new CloudwatchLogMetricFilter(stack, 'it', { name, logGroupName: 'log', pattern: '', metricTransformation });
    },
  },
  rule: { limit: 64, make: (stack, name) => new CloudwatchEventRule(stack, 'it', { name }) },
  'log group': { limit: 512, make: (stack, name) => new CloudwatchLogGroup(stack, 'it', { name }) },
  queue: { limit: 80, make: (stack, name) => new SqsQueue(stack, 'it', { name }) },
  topic: { limit: 256, make: (stack, name) => new SnsTopic(stack, 'it', { name }) },
  alarm: { limit: 255, make: (stack, alarmName) => new CloudwatchMetricAlarm(stack, 'it', { ...alarm, alarmName }) },
  'composite alarm': {
    limit: 255,
    make: (stack, alarmName) => new CloudwatchCompositeAlarm(stack, 'it', { alarmName, alarmRule: '' }),
  },
  dashboard: {
    limit: 255,
    make: (stack, dashboardName) => new CloudwatchDashboard(stack, 'it', { dashboardName, dashboardBody: '' }),
  },
};

describe('namesWithinLimits', () => {
  for (const [kind, { limit, make }] of Object.entries(named)) {
    it(`accepts a ${kind} name of ${limit} characters, and refuses one more`, () => {
      expect(tooLong((stack) => make(stack, 'n'.repeat(limit)))).to.deep.equal([]);
      const name = 'n'.repeat(limit + 1);
      expect(tooLong((stack) => make(stack, name))).to.deep.equal([
        `stack/it: the name "${name}" has ${limit + 1} characters where AWS allows ${limit}: shorten project or name in infra/environments.ts`,
      ]);
    });
  }

  it('counts an account number as twelve digits', () => {
    const bucketOf = (characters: number) =>
      tooLong((stack) => {
        const account = new DataAwsCallerIdentity(stack, 'current').accountId;
        new S3Bucket(stack, 'it', { bucket: `${'n'.repeat(characters)}${account}` });
      });
    expect(bucketOf(51)).to.deep.equal([]);
    expect(bucketOf(52)).to.have.length(1);
  });
});

function tooLong(describeStack: (stack: ReadableStack) => void): readonly string[] {
  return violationsOf(describeStack).filter((violation) => violation.includes('characters'));
}

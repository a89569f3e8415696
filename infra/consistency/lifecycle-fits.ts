import { type Problem, rule } from './rule.ts';

/** Reports lifecycle rules that S3 refuses, or that are for a bucket which exists already. */
export const lifecycleFits = rule(
  ['lifecycle', 'sourceBucket', 'processedBucket'],
  ({ lifecycle, sourceBucket, processedBucket }) => {
    const { expireSourceDays, tierSourceDays, expireProcessedDays } = lifecycle;
    const problems: string[] = [];
    const leaveOut = (names: string) =>
      `no ${names}: an existing bucket is not changed; add the rule to the bucket itself`;
    if (typeof sourceBucket === 'object' && (expireSourceDays ?? tierSourceDays) !== undefined) {
      problems.push(leaveOut('expireSourceDays and tierSourceDays'));
    }
    if (typeof processedBucket === 'object' && expireProcessedDays !== undefined) {
      problems.push(leaveOut('expireProcessedDays'));
    }
    if (expireSourceDays !== undefined && tierSourceDays !== undefined && expireSourceDays <= tierSourceDays) {
      problems.push('more expireSourceDays than tierSourceDays: S3 refuses to move an object that is already deleted');
    }
    return problems.map((expected): Problem => ({ setting: 'lifecycle', expected }));
  },
);

import { anyAccount, canBeSameBucket } from '../bucket-names.ts';
import { namesOf } from '../names.ts';
import { identity, type Problem, rule } from './rule.ts';

/** Reports a bucket with two purposes that exclude each other. */
export const bucketsDiffer = rule([...identity, 'accessLogBucket', 'remoteState'], (settings) => {
  const { sourceBucket, processedBucket } = namesOf(settings, anyAccount);
  const { accessLogBucket, remoteState } = settings;
  const problems: Problem[] = [];
  if (canBeSameBucket(sourceBucket, processedBucket)) {
    const expected =
      'a bucket other than the source bucket: each thumbnail would trigger the function again, in an endless loop';
    // Names the setting that was given.
    problems.push({ setting: settings.processedBucket === undefined ? 'sourceBucket' : 'processedBucket', expected });
  }
  const isOwn = (name: string | undefined) =>
    name !== undefined && [sourceBucket, processedBucket].some((own) => canBeSameBucket(name, own));
  if (isOwn(accessLogBucket)) {
    const expected =
      'a bucket other than the source and processed buckets: each log file would itself be logged, in an endless loop';
    problems.push({ setting: 'accessLogBucket', expected });
  }
  if (isOwn(remoteState?.bucket)) {
    const expected = 'a bucket other than the source and processed buckets: the state must exist before and after them';
    problems.push({ setting: 'remoteState', expected });
  }
  if (accessLogBucket !== undefined && accessLogBucket === remoteState?.bucket) {
    const expected = 'a bucket other than that of remoteState, which must let nothing else write to it';
    problems.push({ setting: 'accessLogBucket', expected });
  }
  return problems;
});

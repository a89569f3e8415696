import { anyAccount, canBeSameBucket } from '../bucket-names.ts';
import { namesOf } from '../names.ts';
import { identity, rule } from './rule.ts';

/** Reports a zip in a bucket of the environment, where the role that deploys may read no object. */
export const packageFits = rule([...identity, 'functionPackage'], ({ functionPackage, ...settings }) => {
  if (!functionPackage) return [];
  const { bucket } = functionPackage;
  const { sourceBucket, processedBucket } = namesOf(settings, anyAccount);
  const prefix = `${settings.project}-${settings.name}-`;
  const isOwn = [sourceBucket, processedBucket].some((own) => canBeSameBucket(bucket, own));
  if (!isOwn && !bucket.startsWith(prefix)) return [];
  const because = 'the role that deploys may read no object in the buckets of its environment';
  const expected = `a bucket for releases, whose name does not begin with "${prefix}": ${because}`;
  return [{ setting: 'functionPackage', expected }];
});

import { givenName } from '../settings/bucket-choice.ts';
import { type Problem, rule } from './rule.ts';

/** Names in an account's own namespace end with its number, the region and this suffix; other names tell neither. */
const accountRegional = /-([0-9]{12})-([a-z]{2,4}(?:-[a-z]+)+-[0-9])-an$/;

/** Reports an existing bucket whose name says that it is in another region or account. */
export const bucketsAreNear = rule(
  ['region', 'account', 'sourceBucket', 'processedBucket'],
  ({ region, account, sourceBucket, processedBucket }) =>
    Object.entries({ sourceBucket, processedBucket }).flatMap(([setting, choice]): Problem[] => {
      const [, bucketAccount, bucketRegion] = accountRegional.exec(givenName(choice) ?? '') ?? [];
      if (bucketAccount === undefined) return [];
      const problem = (expected: string): Problem[] => [{ setting: setting as Problem['setting'], expected }];
      if (bucketRegion !== region) {
        return problem(`a bucket in ${region}, not in ${bucketRegion}: S3 notifies only functions of its own region`);
      }
      if (account === undefined || bucketAccount === account) return [];
      return problem(
        `a bucket of the account ${account}: the function is allowed to serve only buckets of its account`,
      );
    }),
);

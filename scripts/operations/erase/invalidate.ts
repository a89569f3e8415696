import { randomUUID } from 'node:crypto';
import { type CloudFrontClient, CreateInvalidationCommand } from '@aws-sdk/client-cloudfront';

/**
 * Removes everything under some prefixes from the caches of CloudFront, and returns the id of the invalidation. It takes some minutes;
 * each prefix is billed as one path.
 */
export async function invalidate(
  cloudfront: CloudFrontClient,
  distribution: string,
  prefixes: readonly string[],
): Promise<string> {
  const paths = prefixes.map((prefix) => `/${prefix.split('/').map(encodeURIComponent).join('/')}*`);
  const { Invalidation } = await cloudfront.send(
    new CreateInvalidationCommand({
      DistributionId: distribution,
      InvalidationBatch: { CallerReference: randomUUID(), Paths: { Quantity: paths.length, Items: paths } },
    }),
  );
  return Invalidation?.Id ?? '';
}

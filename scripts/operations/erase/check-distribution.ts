import { type CloudFrontClient, GetDistributionCommand, NoSuchDistribution } from '@aws-sdk/client-cloudfront';

/**
 * Checks that a CloudFront distribution serves a bucket. This finds a mistyped ID before anything is erased.
 *
 * @throws {Error} when there is no such distribution, or it serves something else
 */
export async function checkDistribution(cloudfront: CloudFrontClient, id: string, bucket: string): Promise<void> {
  const origins = await originsOf(cloudfront, id);
  if (origins.some((domain) => domain.startsWith(`${bucket}.`))) return;
  throw new Error(`The distribution ${id} serves ${origins.join(', ')}, expected one that serves ${bucket}. ${advice}`);
}

const advice = 'See the output delivery_distribution_id. Nothing was deleted.';

async function originsOf(cloudfront: CloudFrontClient, id: string): Promise<string[]> {
  try {
    const { Distribution } = await cloudfront.send(new GetDistributionCommand({ Id: id }));
    return (Distribution?.DistributionConfig?.Origins?.Items ?? []).map(({ DomainName = '' }) => DomainName);
  } catch (error) {
    if (!(error instanceof NoSuchDistribution)) throw error;
    throw new Error(`There is no CloudFront distribution ${JSON.stringify(id)} in this account. ${advice}`, {
      cause: error,
    });
  }
}

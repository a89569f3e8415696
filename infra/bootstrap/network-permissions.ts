import type { Settings } from '../settings.ts';
import type { Statement } from '../statement.ts';

/**
 * Allows finding the network that an environment's functions are connected to.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
 */
export function findNetwork({ vpc }: Settings): Statement[] {
  if (!vpc) return [];
  const actions = ['ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs'];
  const wildcardReason = 'EC2 has no permissions to describe single subnets or security groups.';
  return [{ sid: 'FindNetwork', actions, resources: ['*'], wildcardReason }];
}

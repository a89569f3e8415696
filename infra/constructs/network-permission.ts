import type { Settings } from '../settings.ts';
import type { Statement } from '../statement.ts';

/**
 * Returns the permission by which Lambda connects a function to the network of the settings, which the function's own code cannot use.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
 */
export function networkPermission({ vpc }: Pick<Settings, 'vpc'>): Statement[] {
  if (!vpc) return [];
  const actions = [
    'AssignPrivateIpAddresses',
    'CreateNetworkInterface',
    'DeleteNetworkInterface',
    'DescribeNetworkInterfaces',
    'DescribeSubnets',
    'UnassignPrivateIpAddresses',
  ];
  return [
    {
      sid: 'UseNetwork',
      actions: actions.map((action) => `ec2:${action}`),
      resources: ['*'],
      condition: [{ test: 'Null', variable: 'lambda:SourceFunctionArn', values: ['true'] }],
      wildcardReason: 'Lambda creates network interfaces whose IDs nobody knows before.',
    },
  ];
}

/** Returns the arguments of a function in the network of the settings. */
export function networkOf({ vpc }: Pick<Settings, 'vpc'>) {
  return vpc ? { vpcConfig: { subnetIds: vpc.subnetIds, securityGroupIds: vpc.securityGroupIds } } : {};
}

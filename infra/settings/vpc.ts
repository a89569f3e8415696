import * as z from 'zod';
import { securityGroupId, subnetId } from './aws-values.ts';

const subnets = 'expected at least one ID of a subnet, such as ["subnet-0123456789abcdef0"]';
const securityGroups = 'expected 1 to 5 IDs of security groups, such as ["sg-0123456789abcdef0"]';

/** The network of the functions. https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html */
export const VpcSettings = z.strictObject(
  {
    /** Two of different availability zones keep the functions running when one zone fails. */
    subnetIds: z
      .array(subnetId, { error: subnets })
      .min(1, { error: subnets })
      .max(16, { error: 'expected at most 16 IDs' }),
    securityGroupIds: z
      .array(securityGroupId, { error: securityGroups })
      .min(1, { error: securityGroups })
      .max(5, { error: securityGroups }),
  },
  { error: 'expected a network, such as { subnetIds: ["subnet-…"], securityGroupIds: ["sg-…"] }' },
);
export type VpcSettings = z.output<typeof VpcSettings>;

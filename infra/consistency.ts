import { alarmsAreHeard } from './consistency/alarms-are-heard.ts';
import {
  arnsAreInPartition,
  boundaryIsInAccount,
  deployRoleIsInAccount,
  keysAreInRegion,
} from './consistency/arns-match.ts';
import { bucketsAreNear } from './consistency/buckets-are-near.ts';
import { bucketsDiffer } from './consistency/buckets-differ.ts';
import { deliveryFits } from './consistency/delivery-fits.ts';
import { existingBucketsAreUnmanaged } from './consistency/existing-buckets-are-unmanaged.ts';
import { environmentFits, imagesFit } from './consistency/function-fits.ts';
import { keysFit } from './consistency/keys-fit.ts';
import { lifecycleFits } from './consistency/lifecycle-fits.ts';
import { namesFit } from './consistency/names-fit.ts';
import { packageFits } from './consistency/package-fits.ts';
import { probeFits } from './consistency/probe-fits.ts';
import { triggerFits } from './consistency/trigger-fits.ts';

/** Checks of one environment's settings against each other, beyond the schema of each. */
export const consistency = [
  namesFit,
  bucketsDiffer,
  bucketsAreNear,
  environmentFits,
  imagesFit,
  packageFits,
  ...keysFit,
  ...keysAreInRegion,
  boundaryIsInAccount,
  deployRoleIsInAccount,
  ...arnsAreInPartition,
  ...existingBucketsAreUnmanaged,
  ...deliveryFits,
  ...triggerFits,
  lifecycleFits,
  ...probeFits,
  alarmsAreHeard,
];

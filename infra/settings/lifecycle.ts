import * as z from 'zod';
import { integerBetween } from './aws-values.ts';

const days = integerBetween(1, 36_500, 'days').optional();

/** When S3 deletes or moves objects of the buckets that the stack creates. By default it never does. */
export const LifecycleSettings = z.strictObject(
  {
    /** Deletes uploads. With `mirrorDeletes` their thumbnails are deleted too. */
    expireSourceDays: days,
    /** Moves uploads to Intelligent-Tiering, which costs less for those that are rarely read, and returns each at once. */
    tierSourceDays: days,
    /** Deletes thumbnails, also of uploads that remain: those get thumbnails again only when they are uploaded again. */
    expireProcessedDays: days,
  },
  { error: 'expected rules in days, such as { expireSourceDays: 365 }' },
);

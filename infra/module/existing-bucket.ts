import { keyArn, unlessNull } from './conditions.ts';
import { interpolation } from './expression.ts';
import type { Variable } from './variable.ts';

const bucketName = '^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$';
const bucketNameExpected = 'existing to be the name of a bucket without dots, which break TLS';

/** Returns the variable of a bucket that exists. */
export const existingBucket = (
  variable: string,
  description: string,
  ...validation: Variable['validation'] & object
) => ({
  type: 'object({ existing = string, encryption = optional(string) })',
  description,
  default: null,
  validation: [
    unlessNull(variable, '.existing', bucketName, bucketNameExpected),
    {
      condition: interpolation(
        `var.${variable} == null || try(var.${variable}.encryption, null) == null || can(regex("${keyArn}", var.${variable}.encryption))`,
      ),
      error_message: 'Expected encryption to be the ARN of the KMS key of the bucket, or none.',
    },
    ...validation,
  ],
});

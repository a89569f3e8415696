import { nameLimits } from '../name-limits.ts';
import { fits, matches } from './conditions.ts';
import { interpolation } from './expression.ts';
import type { Variable } from './variable.ts';

const namePart = '^[a-z][a-z0-9]*(-[a-z0-9]+)*$';
const namePartExpected = 'lower-case letters, digits and single hyphens, such as "prod"';
const prefix = `${interpolation('var.project')}-${interpolation('var.name')}`;
const ofBucket = `000000000000-${interpolation('data.aws_region.region.region')}`;

/** The variables that every name begins with. */
export const nameVariables: Readonly<Record<string, Variable>> = {
  project: {
    type: 'string',
    description: 'The first part of every name.',
    default: 'thumbnails',
    nullable: false,
    validation: [matches('project', namePart, namePartExpected)],
  },
  name: {
    type: 'string',
    description:
      'The second part of every name, such as prod. No two pipelines of an account may share both parts. Both together have at most 30 characters in a region with a name of 9, such as eu-west-1: the names of buckets have 63.',
    nullable: false,
    validation: [
      matches('name', namePart, namePartExpected),
      fits('the source bucket', `${prefix}-source-${ofBucket}`, nameLimits.bucket, 'var.source_bucket != null'),
      fits(
        'the processed bucket',
        `${prefix}-processed-${ofBucket}`,
        nameLimits.bucket,
        'var.processed_bucket != null',
      ),
      fits('the role', `${interpolation('var.role_prefix')}${prefix}-thumbnail`, nameLimits.role),
    ],
  },
};

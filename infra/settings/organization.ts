import * as z from 'zod';
import { policyArn, rolePath, rolePrefix } from './aws-values.ts';

/** The rules of a company for every IAM role. */
export const OrganizationSettings = z.strictObject(
  {
    /** The boundary of every role. It takes the place of the one that the bootstrap creates for the functions' roles. */
    permissionsBoundary: policyArn.optional(),
    /** The beginning of the path of every role. */
    rolePath: rolePath.default('/'),
    /** The beginning of the name of every role. */
    rolePrefix: rolePrefix.optional(),
  },
  {
    error:
      'expected the rules for roles, such as { permissionsBoundary: "arn:aws:iam::123456789012:policy/boundary", rolePath: "/company/" }',
  },
);
export type OrganizationSettings = z.output<typeof OrganizationSettings>;

import { allowWildcard } from './policies/reasoned-wildcards.ts';
import { type Construct, DataAwsIamPolicyDocument } from './terraform.ts';

/** One statement of an IAM policy. */
export interface Statement {
  sid: string;
  effect?: 'Allow' | 'Deny';
  actions: string[];
  resources: string[];
  condition?: { test: string; variable: string; values: string[] }[];
  /** The reason why its resource can only be `*`. */
  wildcardReason?: string;
}

/** Creates a policy document of the given statements, with the reasons for their wildcards. */
export function createPolicyDocument(
  scope: Construct,
  id: string,
  statements: readonly Statement[],
): DataAwsIamPolicyDocument {
  const statement = statements.map(({ wildcardReason: _, ...rest }) => rest);
  const document = new DataAwsIamPolicyDocument(scope, id, { statement });
  for (const { sid, wildcardReason } of statements) {
    if (wildcardReason !== undefined) allowWildcard(document, sid, wildcardReason);
  }
  return document;
}

import { resultsPrefix } from '../functions/thumbnail/contract.ts';
import type { Settings } from './settings.ts';

export interface Readers {
  roles: readonly string[];
  cloudfrontDistributions: readonly string[];
}

/**
 * Returns the statements of the processed bucket's policy that let others read thumbnails and results, and nothing else that is
 * in the bucket. CloudFront serves every AWS account, so each distribution is named.
 */
export function readerStatements(
  { roles, cloudfrontDistributions: distributions }: Readers,
  { variants, results }: Pick<Settings, 'variants' | 'results'>,
  bucketArn: string,
) {
  const prefixes = [...variants.map(({ name }) => name), ...(results ? [resultsPrefix] : [])];
  const read = { actions: ['s3:GetObject'], resources: prefixes.map((prefix) => `${bucketArn}/${prefix}/*`) };
  return [
    ...(roles.length > 0
      ? [{ sid: 'AllowRoles', principals: [{ type: 'AWS', identifiers: [...roles] }], ...read, condition: [] }]
      : []),
    ...(distributions.length > 0
      ? [
          {
            sid: 'AllowCloudFront',
            principals: [{ type: 'Service', identifiers: ['cloudfront.amazonaws.com'] }],
            ...read,
            condition: [{ test: 'StringEquals', variable: 'aws:SourceArn', values: [...distributions] }],
          },
        ]
      : []),
  ];
}
export type ReaderStatement = ReturnType<typeof readerStatements>[number];

/** Returns a statement as it is written in a policy. */
export function inPolicyTerms({ sid, principals, actions, resources, condition }: ReaderStatement): object {
  return {
    Sid: sid,
    Effect: 'Allow',
    Principal: Object.fromEntries(principals.map(({ type, identifiers }) => [type, identifiers])),
    Action: actions,
    Resource: resources,
    ...(condition.length === 0
      ? {}
      : {
          Condition: Object.fromEntries(
            condition.map(({ test, variable, values }) => [test, { [variable]: values }] as const),
          ),
        }),
  };
}

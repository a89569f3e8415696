import { resultTemplate } from '../functions/thumbnail/keys/key-template.ts';
import { templateOfVariant } from '../functions/thumbnail/keys/template-of-variant.ts';
import type { Settings } from './settings.ts';

export interface Readers {
  roles: readonly string[];
  cloudfrontDistributions: readonly string[];
}

/**
 * Returns the statements of the processed bucket's policy that let others read thumbnails and results, and nothing else that is
 * in the bucket. Thumbnails at retired keys stay readable until they are removed, for pages that still show them. CloudFront serves every
 * AWS account, so each distribution is named.
 */
export function readerStatements(
  { roles, cloudfrontDistributions: distributions }: Readers,
  {
    variants,
    thumbnailKeys,
    retiredKeys,
    results,
  }: Pick<Settings, 'variants' | 'thumbnailKeys' | 'retiredKeys' | 'results'>,
  bucketArn: string,
) {
  const templates = [
    ...variants.map((variant) => templateOfVariant(variant, thumbnailKeys)),
    ...retiredKeys,
    ...(results ? [resultTemplate] : []),
  ];
  const resources = templates.map((template) => `${bucketArn}/${matchingAll(template)}`);
  const read = { actions: ['s3:GetObject'], resources: [...new Set(resources)] };
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

/** Returns the pattern of all keys of a template, in which `*` stands for any text. */
function matchingAll(template: string): string {
  return template.replace(/(?:\{key\}|\{dir\}\/|\{name\}|\.\{ext\})+/g, '*');
}

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

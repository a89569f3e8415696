import * as z from 'zod';
import type { Emitted } from './reading/emitted.ts';
import type { Policy } from './reading/policy.ts';

/** cdktf writes a single block as an object or as a list of one. */
const list = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), z.array(schema).default([]));

const Behaviour = z.looseObject({ viewer_protocol_policy: z.string().optional() });
const Distribution = z.looseObject({
  default_cache_behavior: list(Behaviour),
  ordered_cache_behavior: list(Behaviour),
  origin: list(z.looseObject({ origin_access_control_id: z.string().optional() })),
});

/** A distribution is reached by HTTPS only, and signs each of its requests to a bucket. */
export const privateDelivery: Policy = ({ type, values }, all) => {
  if (type !== 'aws_cloudfront_distribution') return undefined;
  const { data } = Distribution.safeParse(values);
  if (!data) return 'the distribution cannot be checked: write its behaviours and origins as blocks';
  const behaviours = [...data.default_cache_behavior, ...data.ordered_cache_behavior];
  if (!behaviours.every((it) => ['https-only', 'redirect-to-https'].includes(it.viewer_protocol_policy ?? ''))) {
    return 'the distribution accepts plain HTTP: set viewerProtocolPolicy to https-only';
  }
  if (data.origin.every(({ origin_access_control_id: id }) => all.some((block) => signsAlways(block, id)))) {
    return undefined;
  }
  return 'the distribution reads an origin without a signature: give the origin a CloudfrontOriginAccessControl that signs always';
};

function signsAlways({ type, address, values }: Emitted, id: string | undefined): boolean {
  return (
    type === 'aws_cloudfront_origin_access_control' &&
    id === `\${${address}.id}` &&
    values['signing_behavior'] === 'always' &&
    values['signing_protocol'] === 'sigv4'
  );
}

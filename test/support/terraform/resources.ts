import { TerraformDocument } from '../../../scripts/policies/terraform-document.ts';
import type { Attribute, Block } from './schema.ts';
import { isObject, type ObjectValue, unknown, type Value } from './values.ts';

/** The account of every resource. */
export const account = '123456789012';

/** The arguments whose change makes the real provider destroy the resource and create another. */
const replacing: Record<string, string[]> = {
  aws_cloudwatch_log_group: ['name'],
  aws_iam_role: ['name'],
  aws_lambda_function: ['function_name'],
  aws_lambda_permission: ['function_name', 'principal', 'source_account', 'source_arn', 'statement_id'],
  aws_s3_bucket: ['bucket'],
  aws_s3_bucket_policy: ['bucket'],
  aws_s3_bucket_public_access_block: ['bucket'],
  aws_s3_bucket_server_side_encryption_configuration: ['bucket'],
  aws_sqs_queue: ['name'],
};

/** Returns the arguments of a resource type that cannot be changed in place. Only a few types are known. */
export function forcesReplacement(type: string): string[] {
  return replacing[type] ?? [];
}

/** Returns the planned state: values that AWS determines are unknown, and all others are as proposed. */
export function planned(proposed: Value, block: Block): Value {
  return mapAttributes(proposed, block, (value, { computed, type }) =>
    // Nothing refers to a list of objects that AWS determines, so it stays without a value.
    computed && value === null && type !== 'dynamic' ? unknown : value,
  );
}

/** Returns the state after an apply. Fills in the values that AWS determines, with valid ARNs, because policies contain them. */
export function applied(type: string, plan: Value, block: Block, region: string): Value {
  if (!isObject(plan)) return plan;
  const identity: ObjectValue = { region, ...identityOf(type, plan, region) };
  const known = Object.fromEntries(Object.entries(identity).filter(([name]) => plan[name] === unknown));
  return mapAttributes({ ...plan, ...known }, block, (value, { type }) => (value === unknown ? empty(type) : value));
}

/** @throws {Error} when this stand-in cannot read the data source */
export function dataOf(type: string, config: Value, region: string): Value {
  if (!isObject(config)) throw new Error(`the configuration of data source ${type} is not an object`);
  if (type === 'aws_caller_identity') return { ...config, id: account, account_id: account, arn: '', user_id: '' };
  if (type === 'aws_region') return { ...config, id: region, region, name: region };
  if (type === 'aws_partition') return { ...config, id: 'aws', partition: 'aws' };
  if (type === 'aws_cloudwatch_event_bus') {
    return { ...config, id: 'bus', arn: `arn:aws:events:${region}:${account}:event-bus/${config['name']}` };
  }
  if (type === 'aws_s3_bucket')
    return { ...config, id: config['bucket'] ?? null, arn: `arn:aws:s3:::${config['bucket']}` };
  if (type === 'aws_kms_key') return { ...config, id: 'key', arn: `arn:aws:kms:${region}:${account}:key/key` };
  if (type !== 'aws_iam_policy_document') throw new Error(`the stand-in provider cannot read data source ${type}`);
  const json = JSON.stringify(TerraformDocument.parse(config));
  return { ...config, id: 'policy', json, minified_json: json };
}

function identityOf(type: string, plan: ObjectValue, providerRegion: string): ObjectValue {
  const region = typeof plan['region'] === 'string' ? plan['region'] : providerRegion;
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;
  switch (type) {
    case 'aws_s3_bucket':
      return {
        id: plan['bucket'] ?? null,
        arn: `arn:aws:s3:::${plan['bucket']}`,
        bucket_regional_domain_name: `${plan['bucket']}.s3.${region}.amazonaws.com`,
      };
    case 'aws_cloudfront_distribution':
      return {
        id: 'E1ABCDEFGHIJKL',
        arn: `arn:aws:cloudfront::${account}:distribution/E1ABCDEFGHIJKL`,
        domain_name: 'd111111abcdef8.cloudfront.net',
      };
    case 'aws_cloudfront_public_key':
      return { id: `id-of-${plan['name']}` };
    case 'aws_sqs_queue': {
      const url = `https://sqs.${region}.amazonaws.com/${account}/${plan['name']}`;
      return { id: url, url, arn: arn('sqs', `${plan['name']}`) };
    }
    case 'aws_iam_role':
      return { id: plan['name'] ?? null, arn: `arn:aws:iam::${account}:role${plan['path'] ?? '/'}${plan['name']}` };
    case 'aws_iam_policy':
      return { arn: `arn:aws:iam::${account}:policy${plan['path'] ?? '/'}${plan['name']}` };
    case 'aws_iam_openid_connect_provider':
      return { arn: `arn:aws:iam::${account}:oidc-provider/${String(plan['url']).replace('https://', '')}` };
    case 'aws_lambda_function':
      return { id: plan['function_name'] ?? null, arn: arn('lambda', `function:${plan['function_name']}`) };
    case 'aws_kms_key':
      return { id: 'key', key_id: 'key', arn: arn('kms', 'key/key') };
    case 'aws_kms_alias':
      return { id: plan['name'] ?? null, arn: arn('kms', `${plan['name']}`) };
    case 'aws_sns_topic':
      return { id: arn('sns', `${plan['name']}`), arn: arn('sns', `${plan['name']}`) };
    case 'aws_cloudwatch_log_group':
      return { id: plan['name'] ?? null, arn: arn('logs', `log-group:${plan['name']}`) };
    default:
      return { id: type };
  }
}

/** Changes every attribute of a block, and of the blocks within it. */
function mapAttributes(value: Value, block: Block, change: (value: Value, attribute: Attribute) => Value): Value {
  if (Array.isArray(value)) return value.map((item) => mapAttributes(item, block, change));
  if (!isObject(value)) return value;
  return Object.fromEntries([
    ...block.attributes.map((attribute) => [attribute.name, change(value[attribute.name] ?? null, attribute)]),
    ...block.blocks.map((nested) => [nested.name, mapAttributes(value[nested.name] ?? null, nested.block, change)]),
  ]);
}

function empty(type: Attribute['type']): Value {
  if (Array.isArray(type)) return type[0] === 'map' ? {} : [];
  return type === 'string' ? '' : type === 'number' ? 0 : type === 'bool' ? false : null;
}

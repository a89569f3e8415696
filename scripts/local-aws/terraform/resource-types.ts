import { createHash } from 'node:crypto';
import { TerraformDocument } from '../../policies/terraform-document.ts';

/** The location of the local AWS, which Terraform would learn from the provider. */
export interface Place {
  accountId: string;
  region: string;
  /** The URL of the local AWS. */
  endpoint: string;
}

type Attributes = Record<string, unknown>;

interface ResourceType {
  /** Returns the attributes that AWS adds to the configured ones. */
  computed: (given: Attributes, place: Place) => Attributes;
  /** The reason why a type has no effect on a laptop. Undefined for a type that has one. */
  withoutEffect?: string;
}

const none = () => ({});
const metrics = 'the laptop has no metrics, alarms or notifications: outcomes are printed as they happen';
const drift = 'nobody changes the roles of the local AWS by hand';
const caching = 'the local CloudFront caches nothing';
const encryption = 'nothing on the laptop is encrypted at rest, and the loopback interface has no TLS';

const cloudFrontId = ({ name }: Attributes) => ({ id: `${name}` });

/** Returns an ID that is the same after each start. */
function idFrom(letter: string, text: string): string {
  return `${letter}${createHash('sha256').update(text).digest('hex').slice(0, 13).toUpperCase()}`;
}

/** The resource types that the local AWS knows. It refuses any other, since it would not behave as AWS does. */
export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  aws_cloudfront_cache_policy: { computed: cloudFrontId, withoutEffect: caching },
  aws_cloudfront_distribution: {
    computed: (given, { accountId }) => {
      const id = idFrom('E', JSON.stringify(given));
      return { id, arn: `arn:aws:cloudfront::${accountId}:distribution/${id}` };
    },
  },
  aws_cloudfront_key_group: { computed: cloudFrontId },
  aws_cloudfront_origin_access_control: { computed: cloudFrontId },
  aws_cloudfront_public_key: { computed: ({ name }) => ({ id: idFrom('K', String(name)) }) },
  aws_cloudfront_response_headers_policy: { computed: cloudFrontId },
  aws_cloudwatch_composite_alarm: { computed: none, withoutEffect: metrics },
  aws_cloudwatch_dashboard: { computed: none, withoutEffect: metrics },
  aws_cloudwatch_event_rule: {
    computed: ({ name }, { accountId, region }) => ({
      id: name,
      arn: `arn:aws:events:${region}:${accountId}:rule/${name}`,
    }),
  },
  aws_cloudwatch_event_target: { computed: none },
  aws_cloudwatch_log_group: {
    computed: ({ name }, { accountId, region }) => ({ arn: `arn:aws:logs:${region}:${accountId}:log-group:${name}` }),
  },
  aws_cloudwatch_log_metric_filter: { computed: none, withoutEffect: metrics },
  aws_cloudwatch_metric_alarm: { computed: none, withoutEffect: metrics },
  aws_iam_role: {
    computed: ({ name, path = '/' }, { accountId }) => ({
      id: name,
      arn: `arn:aws:iam::${accountId}:role${path}${name}`,
    }),
  },
  aws_iam_role_policies_exclusive: { computed: none, withoutEffect: drift },
  aws_iam_role_policy: { computed: none },
  aws_iam_role_policy_attachments_exclusive: { computed: none, withoutEffect: drift },
  /** The local AWS encrypts nothing, but it makes HMACs. */
  aws_kms_key: {
    computed: (given, { accountId, region }) => ({
      arn: `arn:aws:kms:${region}:${accountId}:key/${idFrom('', JSON.stringify(given)).toLowerCase()}`,
    }),
  },
  aws_lambda_function: {
    computed: ({ function_name: name }, { accountId, region }) => ({
      id: name,
      arn: `arn:aws:lambda:${region}:${accountId}:function:${name}`,
    }),
  },
  aws_lambda_function_event_invoke_config: { computed: none },
  aws_lambda_function_recursion_config: {
    computed: none,
    withoutEffect: 'the laptop has no loop detection: one person watches one command, and can stop it with Ctrl-C',
  },
  aws_lambda_permission: { computed: none },
  aws_s3_bucket: {
    computed: ({ bucket }, { region }) => ({
      id: bucket,
      arn: `arn:aws:s3:::${bucket}`,
      bucket_regional_domain_name: `${bucket}.s3.${region}.amazonaws.com`,
    }),
  },
  aws_s3_bucket_cors_configuration: { computed: none },
  aws_s3_bucket_lifecycle_configuration: {
    computed: none,
    withoutEffect: 'nothing on the laptop gets old enough to expire',
  },
  aws_s3_bucket_logging: { computed: none, withoutEffect: 'only this machine can reach the laptop' },
  aws_s3_bucket_notification: { computed: none },
  aws_s3_bucket_ownership_controls: { computed: none, withoutEffect: 'there is one owner, and there are no ACLs' },
  /** It applies to CloudFront alone: a function has the policies of its role, and everybody else may do anything. */
  aws_s3_bucket_policy: { computed: none },
  aws_s3_bucket_public_access_block: { computed: none, withoutEffect: 'only this machine can reach the laptop' },
  /** Nothing is encrypted, but the role must be allowed to use the key. */
  aws_s3_bucket_server_side_encryption_configuration: { computed: none },
  aws_s3_bucket_versioning: { computed: none, withoutEffect: 'the function reads and removes only current objects' },
  aws_sns_topic: { computed: none, withoutEffect: metrics },
  aws_sns_topic_policy: { computed: none, withoutEffect: metrics },
  aws_sns_topic_subscription: { computed: none, withoutEffect: metrics },
  aws_sqs_queue: {
    computed: ({ name }, { accountId, region, endpoint }) => ({
      id: `${endpoint}/${accountId}/${name}`,
      url: `${endpoint}/${accountId}/${name}`,
      arn: `arn:aws:sqs:${region}:${accountId}:${name}`,
    }),
  },
  aws_sqs_queue_policy: { computed: none, withoutEffect: encryption },
};

/** The data sources that the local AWS knows. */
export const dataSourceTypes: Readonly<Record<string, ResourceType>> = {
  aws_caller_identity: { computed: (_, { accountId }) => ({ account_id: accountId }) },
  aws_cloudwatch_event_bus: {
    computed: ({ name }, { accountId, region }) => ({ arn: `arn:aws:events:${region}:${accountId}:event-bus/${name}` }),
  },
  aws_iam_policy_document: { computed: (given) => ({ json: JSON.stringify(TerraformDocument.parse(given)) }) },
  aws_kms_key: { computed: none, withoutEffect: encryption },
  /** No bucket exists on the laptop beforehand, so the local AWS creates it. */
  aws_s3_bucket: { computed: ({ bucket }) => ({ id: bucket, arn: `arn:aws:s3:::${bucket}` }) },
};

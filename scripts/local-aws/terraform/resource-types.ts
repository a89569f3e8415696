import { TerraformDocument } from '../../policies/terraform-document.ts';

/** Where the local AWS is: what Terraform would learn from the provider. */
export interface Place {
  accountId: string;
  region: string;
  /** URL of the local AWS. */
  endpoint: string;
}

type Attributes = Record<string, unknown>;

interface ResourceType {
  /** The attributes that AWS adds to those that the configuration gives. */
  computed: (given: Attributes, place: Place) => Attributes;
  /** For a type that changes nothing on a laptop: why that is so. */
  withoutEffect?: string;
}

const none = () => ({});
const metrics =
  'the laptop has no metrics, and so no alarms and nobody to tell of them: outcomes are printed as they happen';
const encryption = 'nothing on the laptop is encrypted at rest, and there is no TLS on the loopback interface';

/** The resource types that the local AWS knows. Any other is refused, since the laptop would not do as AWS does. */
export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  aws_cloudwatch_dashboard: { computed: none, withoutEffect: metrics },
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
  aws_iam_role_policy: { computed: none },
  aws_kms_key: { computed: none, withoutEffect: encryption },
  aws_lambda_function: {
    computed: ({ function_name: name }, { accountId, region }) => ({
      id: name,
      arn: `arn:aws:lambda:${region}:${accountId}:function:${name}`,
    }),
  },
  aws_lambda_function_event_invoke_config: { computed: none },
  aws_lambda_function_recursion_config: {
    computed: none,
    withoutEffect: 'the laptop has no loop detection: it is one command that one person watches, and ends with Ctrl-C',
  },
  aws_lambda_permission: { computed: none },
  aws_s3_bucket: { computed: ({ bucket }) => ({ id: bucket, arn: `arn:aws:s3:::${bucket}` }) },
  aws_s3_bucket_lifecycle_configuration: { computed: none, withoutEffect: 'nothing on the laptop grows old enough' },
  aws_s3_bucket_logging: { computed: none, withoutEffect: 'only this machine can reach the laptop' },
  aws_s3_bucket_notification: { computed: none },
  aws_s3_bucket_ownership_controls: { computed: none, withoutEffect: 'there is one owner, and there are no ACLs' },
  aws_s3_bucket_policy: { computed: none, withoutEffect: encryption },
  aws_s3_bucket_public_access_block: { computed: none, withoutEffect: 'only this machine can reach the laptop' },
  /** Nothing is encrypted, but the role has to be allowed the use of the key all the same. */
  aws_s3_bucket_server_side_encryption_configuration: { computed: none },
  aws_s3_bucket_versioning: { computed: none, withoutEffect: 'the function reads and removes current objects alone' },
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
  /** Made on the laptop, where no bucket exists before. */
  aws_s3_bucket: { computed: ({ bucket }) => ({ id: bucket, arn: `arn:aws:s3:::${bucket}` }) },
};

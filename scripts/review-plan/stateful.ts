/** What is lost with a resource of each type that keeps something: no second apply brings it back. */
export const contents: Readonly<Record<string, string>> = {
  aws_cloudwatch_log_group: 'its log lines',
  aws_dynamodb_table: 'its items, and Terraform locks or whatever else relies on them',
  aws_kms_key: 'the key, without which nothing that it encrypted can be read',
  aws_s3_bucket: 'its objects',
  aws_secretsmanager_secret: 'its secret',
  aws_sns_topic: 'its subscriptions, which each subscriber has to confirm again',
  aws_sqs_queue: 'its messages',
  aws_ssm_parameter: 'its value',
};

export function isStateful(type: string): boolean {
  return Object.hasOwn(contents, type);
}

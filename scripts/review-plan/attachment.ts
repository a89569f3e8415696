/** How a resource says which bucket, queue, role, … it is a part of. */
export interface Attachment {
  argument: string;
  /** The type of what the argument refers to. */
  ownerType: string;
}

const attachments: [type: RegExp, argument: string, ownerType: string][] = [
  [/^aws_s3_bucket_/, 'bucket', 'aws_s3_bucket'],
  [/^aws_sqs_queue_/, 'queue_url', 'aws_sqs_queue'],
  [/^aws_iam_role_\w+_exclusive$/, 'role_name', 'aws_iam_role'],
  [/^aws_iam_role_/, 'role', 'aws_iam_role'],
  [/^aws_iam_user_/, 'user', 'aws_iam_user'],
  [/^aws_iam_group_/, 'group', 'aws_iam_group'],
  [/^aws_lambda_(permission$|function_)/, 'function_name', 'aws_lambda_function'],
  [/^aws_sns_topic_policy$/, 'arn', 'aws_sns_topic'],
  [/^aws_kms_key_policy$/, 'key_id', 'aws_kms_key'],
];

export function attachmentOf(type: string): Attachment | undefined {
  const found = attachments.find(([pattern]) => pattern.test(type));
  return found && { argument: found[1], ownerType: found[2] };
}

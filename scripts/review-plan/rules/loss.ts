import { Markdown, markdown } from '../markdown.ts';
import type { OwnedChange } from '../ownership.ts';
import type { Rule, Rules } from './rule.ts';

/** By type of resource: its content, which a second apply does not bring back. */
const contents: Readonly<Record<string, string>> = {
  aws_cloudfront_distribution: 'its address, which web pages name',
  aws_cloudwatch_log_group: 'its log lines',
  aws_kms_key:
    'the key, without which nothing that it encrypted can be read, and nobody can find what it hides in a log',
  aws_lambda_function: 'the events of up to six hours that wait in its queue',
  aws_s3_bucket: 'its objects',
  aws_s3_object: 'its content',
  aws_sns_topic: 'its subscriptions, which each subscriber has to confirm again',
  aws_sqs_queue: 'its messages',
};

const keepers = new RegExp(`^(${Object.keys(contents).join('|')})$`);

/** A resource is destroyed, or recreated, and its content is lost. */
const destruction: Rule = {
  type: keepers,
  find({ type, action, before, replacedFor }) {
    const content = new Markdown(contents[type] ?? '');
    const [attribute] = replacedFor;
    const because = attribute === undefined ? markdown`` : markdown`, because ${attribute} cannot be changed in place`;
    const isFull = type === 'aws_s3_bucket' && before?.['force_destroy'] !== true;
    const obstacle = new Markdown(isFull ? ' AWS refuses while there are objects in it.' : '');
    switch (action) {
      case 'destroy':
        return [markdown`would be **destroyed**, and with it ${content}.${obstacle}`];
      case 'replace':
        return [markdown`would be **destroyed and recreated**, without ${content}${because}.${obstacle}`];
      case 'abandon':
        return [markdown`would be **recreated**, without ${content}${because}. The old one stays, unmanaged.`];
      default:
        return [];
    }
  },
};

/** A resource stays, but nothing keeps its settings, or says when they change. */
const forgetting: Rule = {
  type: new RegExp(`${keepers.source}|^aws_iam_role$`),
  find: ({ action }: OwnedChange) =>
    action === 'forget'
      ? [markdown`would no longer be **managed**: it stays as it is, and no review shows later changes of it.`]
      : [],
};

/** A resource with a content is given up. */
export const loss = { destruction, forgetting } satisfies Rules;

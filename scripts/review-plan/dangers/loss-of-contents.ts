import type { Rule } from '../dangers.ts';
import { Markdown, markdown } from '../markdown.ts';

/** What is lost with a resource of each type that keeps something: no second apply brings it back. */
const contents = new Map([
  ['aws_cloudwatch_log_group', 'its log lines'],
  ['aws_kms_key', 'the key, without which nothing that it encrypted can be read'],
  ['aws_s3_bucket', 'its objects'],
  ['aws_sns_topic', 'its subscriptions, which each subscriber has to confirm again'],
  ['aws_sqs_queue', 'its messages'],
]);

/** Something is destroyed, for good or to be made anew, that keeps what cannot be made anew. */
export const lossOfContents: Rule = ({ type, action, before, replacedFor }) => {
  const content = contents.get(type);
  if (content === undefined || (action !== 'destroy' && action !== 'replace')) return [];
  const lost = new Markdown(content);
  const obstacle =
    type === 'aws_s3_bucket' && before?.['force_destroy'] !== true ? ' AWS refuses while there are objects in it.' : '';
  if (action === 'destroy') return [markdown`would be **destroyed**, and with it ${lost}.${new Markdown(obstacle)}`];
  const [attribute] = replacedFor;
  const because = attribute === undefined ? markdown`` : markdown`, because ${attribute} cannot be changed in place`;
  return [markdown`would be **destroyed and made anew**, without ${lost}${because}.${new Markdown(obstacle)}`];
};

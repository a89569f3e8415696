import type { Rule } from '../dangers.ts';
import { Markdown, markdown } from '../markdown.ts';
import { contents, isStateful } from '../stateful.ts';

/** Something is destroyed, for good or to be made anew, that keeps what cannot be made anew. */
export const lossOfContents: Rule = ({ type, action, before, replacedFor }) => {
  if (!isStateful(type) || (action !== 'destroy' && action !== 'replace')) return [];
  const lost = new Markdown(contents[type] ?? 'what it keeps');
  const obstacle =
    type === 'aws_s3_bucket' && before?.['force_destroy'] !== true ? ' AWS refuses while there are objects in it.' : '';
  if (action === 'destroy') return [markdown`would be **destroyed**, and with it ${lost}.${new Markdown(obstacle)}`];
  const [attribute] = replacedFor;
  const because = attribute === undefined ? markdown`` : markdown`, because ${attribute} cannot be changed in place`;
  return [markdown`would be **destroyed and made anew**, without ${lost}${because}.${new Markdown(obstacle)}`];
};

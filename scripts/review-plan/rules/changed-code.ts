import { markdown } from '../markdown.ts';
import { shown } from '../shown.ts';
import { isEmpty, valueAt } from '../values.ts';
import type { Rules } from './rule.ts';

/**
 * Somebody changed what runs without a deployment. Terraform's plan does not show it: since version 5.51, the provider takes
 * `source_code_hash` from the configuration, and `code_sha256` alone from AWS.
 * https://github.com/hashicorp/terraform-provider-aws/issues/39623
 */
export const changedCode = {
  'changed by hand': {
    type: 'aws_lambda_function',
    find({ before }) {
      const [deployed, running] = [valueAt(before, 'source_code_hash'), valueAt(before, 'code_sha256')];
      const isKnown = [deployed, running].every((hash) => typeof hash === 'string' && !isEmpty(hash));
      if (!isKnown || deployed === running) return [];
      return [
        markdown`runs code that no deployment put there: ${'code_sha256'} is ${shown(running)}, and the last deployment's ${'source_code_hash'} was ${shown(deployed)}.`,
      ];
    },
  },
} satisfies Rules;

import { markdown } from '../markdown.ts';
import { shown } from '../shown.ts';
import { isEmpty, valueAt } from '../values.ts';
import type { Rule, Rules } from './rule.ts';
import { isSetOtherwise, setting } from './setting.ts';
import { changedVariables } from './variables.ts';

const lambda = 'aws_lambda_function';

/**
 * Somebody changed the code without a deployment. Terraform's plan does not show it: since version 5.51, the provider takes
 * `source_code_hash` from the configuration, and `code_sha256` alone from AWS.
 * https://github.com/hashicorp/terraform-provider-aws/issues/39623
 */
const changedByHand: Rule = {
  type: lambda,
  find({ before }) {
    const [deployed, running] = [valueAt(before, 'source_code_hash'), valueAt(before, 'code_sha256')];
    const isKnown = [deployed, running].every((hash) => typeof hash === 'string' && !isEmpty(hash));
    if (!isKnown || deployed === running) return [];
    return [
      markdown`runs code that no deployment put there: ${'code_sha256'} is ${shown(running)}, and the last deployment's ${'source_code_hash'} was ${shown(deployed)}.`,
    ];
  },
};

const layers: Rule = {
  type: lambda,
  find({ before, after }) {
    const [was, is] = [before, after].map((it) => [valueAt(it, 'layers') ?? []].flat());
    const added = (is ?? []).filter((layer) => !was?.includes(layer));
    return added.map((layer) => markdown`runs code of the layer ${shown(layer)}, which may read every image.`);
  },
};

/** Variables that let something else run in Node.js, or listen to it. */
const intrusive =
  /^(NODE_(OPTIONS|PATH|EXTRA_CA_CERTS|TLS_REJECT_UNAUTHORIZED)|AWS_LAMBDA_EXEC_WRAPPER|AWS_ENDPOINT_URL\w*|LD_(PRELOAD|LIBRARY_PATH)|(HTTPS?|ALL)_PROXY)$/i;

const variables: Rule = {
  type: lambda,
  find: ({ before, after }) =>
    changedVariables(before, after)
      .filter(({ name, after }) => intrusive.test(name) && !isEmpty(after))
      .map(
        ({ name, after }) => markdown`may run other code, or talk to others, by its variable ${name}: ${shown(after)}.`,
      ),
};

/** The function runs, or loads, code that the deployment of this project does not put there. */
export const otherCode = {
  'changed by hand': changedByHand,
  layers,
  variables,
  'code of a bucket': setting({
    type: lambda,
    path: 's3_bucket',
    isWorse: (before, after) => before !== undefined && isSetOtherwise(before, after),
    consequence: 'takes its code from a bucket',
  }),
  'code of an image': setting({
    type: lambda,
    path: 'image_uri',
    isWorse: (before, after) => before !== undefined && isSetOtherwise(before, after),
    consequence: 'takes its code from a container image',
  }),
  'file system': setting({
    type: lambda,
    path: 'file_system_config.0.arn',
    isWorse: isSetOtherwise,
    consequence: 'gives the function files of others',
  }),
} satisfies Rules;

import { interpolation } from './expression.ts';
import { asBlocks, isObject, type JsonObject } from './json.ts';
import type { Blocks } from './merge.ts';

const keyOf = (bucket: string) =>
  `var.${bucket} != null ? var.${bucket}.encryption : var.encryption != null ? var.encryption.key_arn : null`;

/** The KMS keys of the objects that the function reads, and of those that it writes. */
export const keyLocals = {
  source_keys: interpolation(`distinct(concat(compact([${keyOf('source_bucket')}]), var.former_keys))`),
  processed_keys: interpolation(`compact([${keyOf('processed_bucket')}])`),
};

/** The statements about keys of objects, by their `sid`. Variables decide how many keys each one has. */
const keysOfStatement: Readonly<Record<string, keyof typeof keyLocals>> = {
  DecryptSourceObjects: 'source_keys',
  EncryptThumbnails: 'processed_keys',
};

/** Returns policy documents whose statements about keys of objects name those of the variables, and are absent without any. */
export function withKeyStatements(data: Blocks): Blocks {
  const documents = Object.entries(data['aws_iam_policy_document'] ?? {}).map(([name, document]) => [
    name,
    withVariableKeys(document),
  ]);
  return { ...data, aws_iam_policy_document: Object.fromEntries(documents) };
}

function withVariableKeys(document: JsonObject): JsonObject {
  const fixed = asBlocks(document['statement']);
  const dynamic = isObject(document['dynamic']) ? document['dynamic'] : {};
  const conditionalOnes = asBlocks(dynamic['statement']);
  const all = [...fixed, ...conditionalOnes.map(({ content }) => content).filter(isObject)];
  const aboutKeys = new Map(all.filter(isAboutKeys).map((statement) => [statement['sid'], statement]));
  if (aboutKeys.size === 0) return document;
  const made = [...aboutKeys].map(([sid, statement]) => {
    const keys = `local.${keysOfStatement[String(sid)]}`;
    return {
      for_each: interpolation(`length(${keys}) > 0 ? [1] : []`),
      content: { ...statement, resources: interpolation(keys) },
    };
  });
  const others = conditionalOnes.filter(({ content }) => !isObject(content) || !isAboutKeys(content));
  return {
    ...document,
    statement: fixed.filter((statement) => !isAboutKeys(statement)),
    dynamic: { ...dynamic, statement: [...others, ...made] },
  };
}

function isAboutKeys({ sid }: JsonObject): boolean {
  return String(sid) in keysOfStatement;
}

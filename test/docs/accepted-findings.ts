import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';

/** A rule whose findings are accepted, and why. */
export interface AcceptedFinding {
  scanner: string;
  rule: string;
  reason: string;
}

/**
 * Reads the findings that the scanners' own files accept. The reason of checkov's and zizmor's is the comment above the rule; a rule
 * without one shares that of the rule before it.
 *
 * @throws {Error} when a rule has no reason
 */
export async function acceptedFindings(directory: string): Promise<AcceptedFinding[]> {
  const read = async (file: string) => parseDocument(await readFile(path.join(directory, file), 'utf8'));
  const [checkov, trivy, zizmor] = await Promise.all(['.checkov.yaml', '.trivyignore.yaml', 'zizmor.yml'].map(read));
  return [
    ...commented('checkov', checkov?.get('skip-check')),
    ...stated('trivy', trivy?.get('misconfigurations')),
    ...commented('zizmor', zizmor?.get('rules')),
  ];
}

/** @param rules a list of rules, or a map whose keys are the rules */
function commented(scanner: string, rules: unknown): AcceptedFinding[] {
  const nodes = isSeq(rules) ? rules.items : isMap(rules) ? rules.items.map(({ key }) => key) : [];
  // The parser attaches the comment above the first rule to the whole list.
  let comment = isSeq(rules) || isMap(rules) ? rules.commentBefore : undefined;
  return nodes.filter(isScalar).map((node) => {
    comment = (node as Node).commentBefore ?? comment;
    return accepted(scanner, node.value, comment);
  });
}

/** trivy has a place for the reason. */
function stated(scanner: string, rules: unknown): AcceptedFinding[] {
  return isSeq(rules)
    ? rules.items.filter(isMap).map((it) => accepted(scanner, it.get('id'), it.get('statement')))
    : [];
}

function accepted(scanner: string, rule: unknown, reason: unknown): AcceptedFinding {
  if (typeof reason !== 'string' || reason.trim() === '') {
    throw new Error(`${scanner} accepts ${rule} without a reason; expected one above it, or in its statement.`);
  }
  return { scanner, rule: String(rule), reason: reason.trim().replace(/\s+/g, ' ') };
}

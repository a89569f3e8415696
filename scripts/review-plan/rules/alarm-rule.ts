/** Whether the rule of a composite alarm is true whenever another one is, because it has all of its alternatives. */
export function coversRule(rule: string, other: string): boolean {
  const alternatives = new Set(alternativesOf(rule));
  return alternativesOf(other).every((it) => alternatives.has(it));
}

/** Whether the rule of a composite alarm depends on a state of an alarm. */
export function dependsOn(rule: string, state: 'ALARM' | 'OK', alarmName: string): boolean {
  return [`${state}("${alarmName}")`, `${state}(${alarmName})`].some((it) => rule.includes(it));
}

/** Returns the parts of a rule of which one is enough: the rule itself when it joins its parts in another way too. */
function alternativesOf(rule: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const token of rule.match(/"[^"]*"|[()]|\s+|[^\s()"]+|"/g) ?? []) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (depth === 0 && /^(AND|NOT)$/i.test(token)) return [rule.trim()];
    if (depth === 0 && /^OR$/i.test(token)) parts.push('');
    else parts.push(`${parts.pop()}${token}`);
  }
  return parts.map((part) => part.trim());
}

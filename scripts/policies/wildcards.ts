/** Whether a value matches a pattern, in which `*` stands for any characters, or none, and `?` for any one character. */
export function matchesWildcards(pattern: string, value: string): boolean {
  return fits([...pattern], [...value], () => true);
}

/** Whether a pattern matches every value that another pattern matches. */
export function coversWildcards(wide: string, narrow: string): boolean {
  return fits([...wide], [...narrow], (character) => character !== '*');
}

/** Whether an ARN matches a pattern. A wildcard matches within its part of the ARN; the last part may contain colons. */
export function matchesArn(pattern: string, arn: string): boolean {
  return everyPart(pattern, arn, matchesWildcards);
}

/** Whether a pattern matches every ARN that another pattern matches. */
export function coversArn(wide: string, narrow: string): boolean {
  return everyPart(wide, narrow, coversWildcards);
}

function everyPart(pattern: string, arn: string, matches: (part: string, value: string) => boolean): boolean {
  if (pattern === '*') return true;
  const parts = arnParts(arn);
  return arnParts(pattern).every((part, index) => matches(part, parts[index] ?? ''));
}

function arnParts(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/** Goes back to the last `*` only, so that no pattern takes longer than the product of both lengths. */
function fits(pattern: string[], value: string[], isOneCharacter: (character: string | undefined) => boolean): boolean {
  let at = 0;
  let star = -1;
  let starAt = 0;
  for (let index = 0; index < value.length; ) {
    const [expected, actual] = [pattern[at], value[index]];
    if (expected === '*') {
      star = at++;
      starAt = index;
    } else if (expected === actual || (expected === '?' && isOneCharacter(actual))) {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++starAt;
    } else return false;
  }
  return pattern.slice(at).every((character) => character === '*');
}

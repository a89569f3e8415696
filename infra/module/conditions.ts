import { interpolation } from './expression.ts';

/** The condition that a text matches a pattern. */
export const matches = (variable: string, pattern: string, expected: string) => ({
  condition: interpolation(`can(regex(${JSON.stringify(pattern)}, var.${variable}))`),
  error_message: `Expected ${expected}.`,
});

/** The condition that an argument of a variable matches a pattern, unless the variable is null. */
export const unlessNull = (variable: string, path: string, pattern: string, expected: string) => ({
  condition: interpolation(`var.${variable} == null || can(regex(${JSON.stringify(pattern)}, var.${variable}${path}))`),
  error_message: `Expected ${expected}.`,
});

export const keyArn = '^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$';

/** The condition that a name has at most so many characters: AWS would refuse some names only halfway through the apply. */
export const fits = (what: string, name: string, limit: number, unless?: string) => ({
  condition: interpolation(`${unless === undefined ? '' : `${unless} || `}length("${name}") <= ${limit}`),
  error_message: `Expected project and name to be shorter together: AWS allows ${limit} characters in the name of ${what}.`,
});

/** The condition on the IDs of one kind in a network. */
export const ids = (argument: string, kind: string, max: number) => ({
  condition: interpolation(
    `var.vpc == null || try(length(var.vpc.${argument}) >= 1 && length(var.vpc.${argument}) <= ${max} && alltrue([for id in var.vpc.${argument} : can(regex("^${kind}-[0-9a-f]{8,17}$", id))]), false)`,
  ),
  error_message: `Expected ${argument} to be a list of 1 to ${max} IDs, such as "${kind}-0123456789abcdef0".`,
});

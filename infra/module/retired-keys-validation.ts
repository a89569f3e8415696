import { interpolation } from './expression.ts';

/** The placeholders of a retired key, and how often each one may stand in it. */
const count = (placeholder: string) => `length(regexall("\\\\{${placeholder}\\\\}", template))`;

const everyTemplate = (condition: string, error_message: string) => ({
  condition: interpolation(`alltrue([for template in var.retired_keys : ${condition}])`),
  error_message,
});

const startsAlike =
  'startswith(regex("^[^{]*", template), parts.prefix) || startswith(parts.prefix, regex("^[^{]*", template))';
const endsAlike =
  'endswith(regex("[^}]*$", template), parts.suffix) || endswith(parts.suffix, regex("[^}]*$", template))';

const resultParts = 'var.results ? [{prefix = "results/", suffix = ".json"}] : []';

/** The conditions on the variable `retired_keys`. The settings' schema and `keysFit` say the same of a stack. */
export const retiredKeysValidation = [
  everyTemplate(
    'can(regex("^([A-Za-z0-9/_.@=+-]|\\\\{(key|dir|name|ext)\\\\}){1,200}$", template))',
    'Expected templates of keys, such as "small/{key}.webp": at most 200 letters, digits, characters of /_.@=+- and the placeholders {key}, {dir}, {name}, {ext}.',
  ),
  everyTemplate(
    `contains(["1000", "0111"], "\${${count('key')}}\${${count('dir')}}\${${count('name')}}\${${count('ext')}}")`,
    'Expected in each template either {key} or all of {dir}, {name} and {ext}, once each.',
  ),
  everyTemplate(
    '!can(regex("\\\\{dir\\\\}([^/]|$)", template)) && !can(regex("(^|[^.])\\\\{ext\\\\}", template))',
    'Expected {dir}/ with its slash and .{ext} with its dot, which a source key without them leaves out.',
  ),
  everyTemplate(
    'alltrue([for segment in split("/", template) : !contains(["", ".", ".."], segment)])',
    'Expected no slash at the beginning or the end, no two slashes in a row, and no "." or ".." between slashes.',
  ),
  everyTemplate(
    `!anytrue([for parts in concat(values(local.key_parts), ${resultParts}) : (${startsAlike}) && (${endsAlike})])`,
    'Expected only keys that no variant and no result has any more, or what is current would be removed.',
  ),
];

import { prepareStack } from '../../scripts/build/prepare-stack.ts';
import { copyStack } from '../../scripts/trials/copy-stack.ts';
import { temporaryDirectory } from './temporary-directory.ts';

/**
 * Copies the synthesized stack with one value changed, and returns the directory of the copy.
 *
 * @param address such as `resource.aws_lambda_permission.uploads.action`; an item of a list by its index, its text or its `sid`
 * @param value undefined to remove it
 * @param original the directory of another stack than the first environment's
 */
export async function stackVariant(address: string, value?: unknown, original?: string): Promise<string> {
  const directory = await temporaryDirectory();
  await copyStack(original ?? (await prepareStack()), directory, (configuration) => {
    replace(configuration, address.split('.'), value);
    return configuration;
  });
  return directory;
}

/** @throws {Error} when there is nothing at the address: the copy would not differ */
function replace(within: unknown, [name = '', ...deeper]: readonly string[], value: unknown): void {
  const entries = within !== null && typeof within === 'object' ? Object.entries(within) : [];
  const [key, child] =
    entries.find(([key, each]) => key === name || (Array.isArray(within) && (each === name || each?.sid === name))) ??
    [];
  if (key === undefined) throw new Error(`The synthesized stack has no ${name} in ${JSON.stringify(within)}.`);
  const parent = within as Record<string, unknown>;
  if (deeper.length > 0) replace(child, deeper, value);
  else if (Array.isArray(within) && value === undefined) within.splice(Number(key), 1);
  else parent[key] = value;
}

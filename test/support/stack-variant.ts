import { prepareStack } from '../../scripts/build/prepare-stack.ts';
import { copyStack } from '../../scripts/trials/copy-stack.ts';
import { temporaryDirectory } from './temporary-directory.ts';

/**
 * The folder of a copy of the synthesized stack in which one thing is another.
 *
 * @param address such as `resource.aws_lambda_permission.uploads.action`; into a list by index, item, or `sid`
 * @param value undefined to take it out
 * @param original the stack's folder, instead of the first environment's
 */
export async function stackVariant(address: string, value?: unknown, original?: string): Promise<string> {
  const folder = await temporaryDirectory();
  await copyStack(original ?? (await prepareStack()), folder, (configuration) => {
    replace(configuration, address.split('.'), value);
    return configuration;
  });
  return folder;
}

/** @throws Error when there is nothing at the address, so that no test rests on a change that was none */
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

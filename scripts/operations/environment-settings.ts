import type { Settings } from '../../infra/settings.ts';
import { readConfiguration } from '../build/read-configuration.ts';
import { UsageError } from '../cli/usage-error.ts';

/**
 * Returns the settings of the environment that `--env` names.
 * @throws {UsageError} when there is no such environment
 */
export async function environmentSettings(environment: string): Promise<Settings> {
  const { environments } = await readConfiguration();
  const found = environments.find(({ name }) => name === environment);
  if (found) return found;
  const names = environments.map(({ name }) => name).join(', ');
  throw new UsageError(`--env is ${JSON.stringify(environment)}, expected one of infra/environments.ts: ${names}.`);
}

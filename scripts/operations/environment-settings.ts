import { register } from 'tsx/esm/api';
import { loadConfiguration } from '../../infra/load-configuration.ts';
import type { Settings } from '../../infra/settings.ts';
import { configurationFile } from '../build/configuration-file.ts';
import { UsageError } from '../cli/usage-error.ts';

/**
 * The settings of the environment that `--env` names.
 * @throws {UsageError} when there is no such environment
 */
export async function environmentSettings(environment: string): Promise<Settings> {
  // Node.js 20 imports no TypeScript by itself, and a user's configuration is no part of a command's bundle.
  register();
  const { environments } = await loadConfiguration(configurationFile());
  const found = environments.find(({ name }) => name === environment);
  if (found) return found;
  const names = environments.map(({ name }) => name).join(', ');
  throw new UsageError(`--env is ${JSON.stringify(environment)}, expected one of infra/environments.ts: ${names}.`);
}

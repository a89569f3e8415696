import { type Configuration, loadConfiguration } from '../../infra/load-configuration.ts';
import { configurationFile } from './configuration-file.ts';

/**
 * Reads the user's configuration, or another one.
 * @throws {SetupError} when the file cannot be imported, or when it has problems
 */
export function readConfiguration(file = configurationFile()): Promise<Configuration> {
  return loadConfiguration(file);
}

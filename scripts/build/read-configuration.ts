import { type Configuration, loadConfiguration } from '../../infra/load-configuration.ts';
import { hasCode } from '../cli/has-code.ts';
import { configurationFile } from './configuration-file.ts';

/**
 * Reads the configuration in a command, which is bundled without it.
 * @throws {SetupError} when the file cannot be imported, or when it has problems
 */
export function readConfiguration(file = configurationFile()): Promise<Configuration> {
  return loadConfiguration(file, importTypeScript);
}

async function importTypeScript(url: string): Promise<Record<string, unknown>> {
  try {
    return await import(url);
  } catch (error) {
    if (!hasCode(error, 'ERR_UNKNOWN_FILE_EXTENSION')) throw error;
    // Node.js 20 imports no TypeScript by itself.
    const { tsImport } = await import('tsx/esm/api');
    return tsImport(url, import.meta.url);
  }
}

import path from 'node:path';
import { root } from '../cli/project-root.ts';

/** Describes what the user deploys. */
const ownConfiguration = path.join(root, 'infra', 'environments.ts');

/** The project's own configuration, so that its tests and trials do not depend on the user's. */
export const exampleConfiguration = path.join(root, 'scripts', 'build', 'example-environments.ts');

/** Returns the file that describes the environments and accounts: the user's, unless the variable names another. */
export function configurationFile(): string {
  return path.resolve(root, process.env['ENVIRONMENTS_FILE'] ?? ownConfiguration);
}

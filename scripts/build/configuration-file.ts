import path from 'node:path';
import { root } from '../cli/project-root.ts';

/** What the user deploys. */
const ownConfiguration = path.join(root, 'infra', 'environments.ts');

/** The project's own, for its tests and trials: what they show does not depend on what a user deploys. */
export const exampleConfiguration = path.join(root, 'scripts', 'build', 'example-environments.ts');

/** The file that describes the environments and accounts: the user's, unless the variable names another. */
export function configurationFile(): string {
  return path.resolve(root, process.env['ENVIRONMENTS_FILE'] ?? ownConfiguration);
}

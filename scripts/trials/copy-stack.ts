import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Writes a synthesized stack to another folder. @param change gives the configuration to write, of the one that there is */
export async function copyStack(
  stackFolder: string,
  folder: string,
  change: (configuration: unknown) => unknown,
): Promise<void> {
  const configuration: unknown = JSON.parse(await readFile(path.join(stackFolder, 'cdk.tf.json'), 'utf8'));
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'cdk.tf.json'), JSON.stringify(change(configuration)));
  await symlink(path.join(stackFolder, 'assets'), path.join(folder, 'assets'));
}

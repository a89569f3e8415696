import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Writes a synthesized stack to another directory. @param change returns the configuration to write there */
export async function copyStack(
  original: string,
  directory: string,
  change: (configuration: unknown) => unknown,
): Promise<void> {
  const configuration: unknown = JSON.parse(await readFile(path.join(original, 'cdk.tf.json'), 'utf8'));
  await mkdir(directory, { recursive: true });
  await writeFile(path.join(directory, 'cdk.tf.json'), JSON.stringify(change(configuration)));
  await symlink(path.join(original, 'assets'), path.join(directory, 'assets'));
}

import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDirectory } from '../cli/create-directory.ts';
import { root } from '../cli/project-root.ts';
import { billOfMaterialsOf, functionPackage, preparePackage } from './prepare-package.ts';
import { synthesizeModule } from './synthesize-module.ts';
import { zipOf } from './zip.ts';

const checksums = 'SHA256SUMS';

/**
 * Writes the files of a release: for each architecture the zip and its bill of materials, the module of Terraform, the changes, and
 * the SHA-256 of each. They have the same bytes from every build of the same source.
 *
 * @param directory is created
 * @throws {Error} when CHANGELOG.md does not describe the version of package.json
 */
export async function writeRelease(directory: string): Promise<void> {
  await createDirectory(directory);
  await writeFile(path.join(directory, 'CHANGES.txt'), await changes());
  for (const architecture of ['arm64', 'x86_64'] as const) {
    await preparePackage(architecture);
    const zip = functionPackage(architecture);
    const target = path.join(directory, `thumbnail-${architecture}.zip`);
    await cp(zip, target);
    await cp(billOfMaterialsOf(zip), billOfMaterialsOf(target));
  }
  const module = await mkdtemp(path.join(tmpdir(), 'release-'));
  try {
    await synthesizeModule(module, functionPackage('arm64'));
    await writeFile(path.join(directory, 'module.zip'), await zipOf(module));
  } finally {
    await rm(module, { recursive: true });
  }
  await writeFile(path.join(directory, checksums), await sumsOf(directory));
}

/** Returns the files of a release whose bytes are not those that its list of checksums names. */
export async function alteredFiles(directory: string): Promise<string[]> {
  const [listed, actual] = await Promise.all([readFile(path.join(directory, checksums), 'utf8'), sumsOf(directory)]);
  const known = new Set(listed.split('\n'));
  const lines = new Set([...known, ...actual.split('\n')]);
  const altered = [...lines].filter((line) => line !== '' && !(known.has(line) && actual.includes(line)));
  return [...new Set(altered.map((line) => line.replace(/^\S+ {2}/, '')))];
}

/** Returns the lines that `sha256sum` would print for the files of a directory. */
async function sumsOf(directory: string): Promise<string> {
  const names = (await readdir(directory)).filter((name) => name !== checksums).sort();
  const lines = await Promise.all(
    names.map(async (name) => {
      const hash = createHash('sha256').update(await readFile(path.join(directory, name)));
      return `${hash.digest('hex')}  ${name}\n`;
    }),
  );
  return lines.join('');
}

/** Returns what CHANGELOG.md says about the version of package.json. */
async function changes(): Promise<string> {
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const log = await readFile(path.join(root, 'CHANGELOG.md'), 'utf8');
  const section = log.split(/^## /m).find((each) => each.startsWith(`${version} `) || each.startsWith(`${version}\n`));
  if (section) return `## ${section.trim()}\n`;
  throw new Error(`CHANGELOG.md has no section "## ${version}", the version of package.json; expected one. Add it.`);
}

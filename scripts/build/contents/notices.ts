import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { npmComponent } from './npm-components.ts';

/**
 * Returns the notices of the npm packages in the zip: name, version and licence of each, and the text of its licence. Those of
 * ImageMagick and of the fonts are beside them in the zip.
 *
 * @param directories of the packages
 */
export async function noticesOf(directories: readonly string[]): Promise<string> {
  const notices = await Promise.all(
    directories.map(async (directory) => {
      const { name, version, license = 'see its package' } = await npmComponent(directory);
      return `${name} ${version} (${license})\n\n${await licenceText(directory)}`;
    }),
  );
  return `${notices.join(`\n\n${'='.repeat(80)}\n\n`)}\n`;
}

async function licenceText(directory: string): Promise<string> {
  const files = (await readdir(directory)).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(path.join(directory, file), 'utf8')));
  return texts.map((text) => text.trim()).join('\n\n') || 'Its package contains no text of the licence.';
}

import path from 'node:path';
import { build, type Plugin } from 'esbuild';

/** Bundles a module with a plugin, and returns its text and what it exports. */
export async function bundleWith<Exports>(
  plugin: Plugin,
  contents: string,
  minifySyntax = false,
): Promise<{ text: string; exported: Exports }> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: path.resolve(import.meta.dirname, '..', '..') },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    mainFields: ['module', 'main'],
    minifySyntax,
    plugins: [plugin],
  });
  const text = outputFiles[0]?.text ?? '';
  const module = { exports: {} };
  new Function('module', 'require', text)(module, process.getBuiltinModule);
  return { text, exported: module.exports as Exports };
}

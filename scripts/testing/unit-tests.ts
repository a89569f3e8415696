import { build } from 'esbuild';
import { testFiles } from './test-files.ts';

/** Modules that start processes, listen on ports, synthesize or bundle. */
const slow = /^(node:child_process|node:http|node:net|cdktf|@cdktf\/.*|constructs|tsup|esbuild)$/;

/**
 * Returns the test files that import no slow module, neither themselves nor through the files that they import. What they
 * import decides, so there is no list to maintain.
 *
 * @param directory the project: its tests are in `test/`
 * @returns paths relative to the directory
 */
export async function unitTests(directory: string): Promise<string[]> {
  const tests = await testFiles(directory);
  const { metafile } = await build({
    absWorkingDir: directory,
    entryPoints: tests,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    metafile: true,
    write: false,
    outdir: 'unused',
  });

  return tests.filter((test) => {
    const imported = new Set([test]);
    // The loop also visits what is added meanwhile.
    for (const file of imported) for (const it of metafile.inputs[file]?.imports ?? []) imported.add(it.path);
    return ![...imported].some((it) => slow.test(it));
  });
}

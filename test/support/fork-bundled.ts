import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
import { bundleProgram } from './bundle-program.ts';

const magickThread = 'functions/thumbnail/rendering/decoders/magick/magick-thread.ts';

/**
 * Mocha loads this file first. Programs that are forked as TypeScript, above all those that render isolated images, run from
 * bundles: they start in a third of the CPU time, and tests start hundreds.
 */
const { fork } = childProcess;
childProcess.fork = (program: string | URL, ...more: unknown[]) => {
  const options = more.find((it): it is childProcess.ForkOptions => !Array.isArray(it));
  const args = more.find((it): it is string[] => Array.isArray(it)) ?? [];
  if (!String(program).endsWith('.ts')) return fork(program, args, options);
  // It starts a thread, whose program it looks for beside itself.
  if (String(program).endsWith('magick-render-process.ts')) bundleProgram(magickThread);
  const execArgv = process.execArgv.filter((it) => it !== '--import=tsx');
  return fork(bundleProgram(String(program)), args, { execArgv, ...options });
};
// Otherwise `import { fork } from 'node:child_process'` still finds the original.
syncBuiltinESMExports();

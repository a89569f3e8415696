import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { Interruption } from './interruption.ts';
import { root } from './project-root.ts';

/**
 * Runs the program of a dependency in the project's directory, on this terminal, and returns its exit code.
 *
 * @param script its file within `node_modules`
 * @param signal of the command; an interrupted program is waited for
 */
export async function runTool(
  script: string,
  args: readonly string[],
  { signal, env = {} }: { signal: AbortSignal; env?: Record<string, string> },
): Promise<number> {
  const child = spawn(process.execPath, [`node_modules/${script}`, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  // A terminal sends Ctrl-C to the program as well, and a second one could end it before it has cleaned up.
  const passOn = () => {
    if (signal.reason instanceof Interruption && signal.reason.signal !== 'SIGINT') child.kill('SIGTERM');
  };
  signal.addEventListener('abort', passOn);
  const [code, endedBy] = await exitOf(child);
  signal.removeEventListener('abort', passOn);
  return code ?? 128 + (endedBy ? constants.signals[endedBy] : 0);
}

function exitOf(child: ChildProcess): Promise<[code: number | null, endedBy: NodeJS.Signals | null]> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code, endedBy) => resolve([code, endedBy]));
    child.once('error', reject);
  });
}

import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { hasCode } from '../../scripts/cli/has-code.ts';
import { bundleProgram } from './bundle-program.ts';

const startInDirectory = 'test/support/start-in-directory.ts';
const root = path.resolve(import.meta.dirname, '..', '..');

export interface StartProcess {
  child: ChildProcess;
  /** Resolves with the standard output once it matches; rejects when the process ends before. */
  printed(pattern: RegExp): Promise<string>;
  /** The same for the standard error. */
  reported(pattern: RegExp): Promise<string>;
  /** Resolves when the process has ended, and so has every process that inherited its output. */
  ended: Promise<{ status: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string }>;
}

const started = new Set<ChildProcess>();

/** Kills every process that was started and still runs. There is none, unless a test has failed. */
export function killStarted(): void {
  for (const child of started) child.kill('SIGKILL');
  started.clear();
}

/** Starts `npm run NAME` as npm would run it. */
export function runCommand(name: string, args: readonly string[]): StartProcess {
  return observe(['scripts/run.mjs', name, ...args], {});
}

/** Starts `npm start` as npm would run it. */
export function startOnce(args: readonly string[], environment: Record<string, string> = {}): StartProcess {
  return observe(['scripts/run.mjs', 'start', ...args], environment);
}

/** Starts `npm start` with its data in a directory, in place of the developer's. */
export function startIn(
  directory: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): StartProcess {
  return observe([bundleProgram(startInDirectory), directory, ...args], environment);
}

/** Starts the same in a shell of its own, as npm runs commands. A signal to the child goes to the shell. */
export function startInShell(
  directory: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): StartProcess {
  const command = [bundleProgram(startInDirectory), directory, ...args];
  const inShell = ['-c', '"$0" "$@"; exit $?', process.execPath, ...command];
  return observe(inShell, { npm_lifecycle_event: 'start', ...environment }, '/bin/sh');
}

function observe(
  command: readonly string[],
  environment: Record<string, string>,
  program = process.execPath,
): StartProcess {
  const child = spawn(program, command, {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.add(child);
  const { stdout, stderr } = child;
  const ended = Promise.all([once(child, 'close'), text(stdout), text(stderr)]).then(
    ([[status, signal], out, err]) => ({
      status,
      signal,
      stdout: out,
      stderr: err,
    }),
  );
  return { child, ended, printed: matching(stdout, ended), reported: matching(stderr, ended) };
}

/** Returns a function that waits until what has been written to a stream matches. */
function matching(stream: Readable, ended: StartProcess['ended']): StartProcess['printed'] {
  let output = '';
  stream.on('data', (data) => {
    output += data;
  });
  return async (pattern) => {
    const gone = ended.then(({ stderr: problem }) => {
      throw new Error(`The process ended before it printed ${pattern}: ${problem}`);
    });
    // It rejects later, too, when the process ends as it should.
    gone.catch(() => undefined);
    while (!pattern.test(output)) await Promise.race([once(stream, 'data'), gone]);
    return output;
  };
}

/**
 * Returns a port of 127.0.0.1 that nothing listens on at this moment. It is below those that systems assign by themselves, so
 * no connection of another test takes it meanwhile.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 32_768);
    const server = createServer().listen(port, '127.0.0.1');
    try {
      await once(server, 'listening');
      return port;
    } catch (error) {
      if (!hasCode(error, 'EADDRINUSE')) throw error;
    } finally {
      server.close();
    }
  }
}

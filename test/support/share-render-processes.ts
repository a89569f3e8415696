import childProcess, { type ChildProcess, type ForkOptions } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { syncBuiltinESMExports } from 'node:module';

/**
 * Lets all isolated images that follow be rendered by as many processes as run at once, for tests of what is drawn: otherwise each image
 * starts a process of its own, which takes longer than to draw it.
 *
 * @returns a function that ends the processes, and lets each image have its own again
 */
export function shareRenderProcesses(): () => void {
  const { fork } = childProcess;
  const started: ChildProcess[] = [];
  const idle: ChildProcess[] = [];
  childProcess.fork = (program: string | URL, ...more: unknown[]) => {
    const options = more.find((it): it is ForkOptions => !Array.isArray(it));
    if (!String(program).endsWith('/render-process.ts')) return fork(program, options);
    const used = idle.pop();
    const child = used ?? fork(program, options);
    if (!used) started.push(child);
    return borrowed(child, used !== undefined, () => idle.push(child));
  };
  syncBuiltinESMExports();
  return () => {
    childProcess.fork = fork;
    syncBuiltinESMExports();
    for (const child of started) child.kill('SIGKILL');
  };
}

/** Returns what looks like a new process, and is a running one. When it is killed, it is given back instead. */
function borrowed(child: ChildProcess, isReady: boolean, giveBack: () => void): ChildProcess {
  const events = new EventEmitter();
  const names = ['message', 'error', 'exit'] as const;
  const listeners = names.map((name) => [name, (...values: unknown[]) => events.emit(name, ...values)] as const);
  for (const [name, listener] of listeners) child.on(name, listener);
  // A new process says so once it is ready.
  if (isReady) setImmediate(() => events.emit('message', 'ready'));
  const kill = () => {
    for (const [name, listener] of listeners) child.off(name, listener);
    giveBack();
    return true;
  };
  return Object.assign(events, { pid: child.pid, send: child.send.bind(child), kill }) as unknown as ChildProcess;
}

import { spawn } from 'node:child_process';

const openers: Readonly<Partial<Record<NodeJS.Platform, [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Opens an address in the user's browser. @param onProblem called when the system does not know how */
export function openInBrowser(url: string, onProblem: () => void): void {
  const [command, ...args] = openers[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  child.once('error', onProblem);
  child.once('exit', (status) => {
    if (status !== 0) onProblem();
  });
  child.unref();
}

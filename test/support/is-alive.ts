/** Returns true while a process runs, and also when it has ended but its parent has not noticed yet. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

import { setTimeout as delay } from 'node:timers/promises';

/** Long enough for a machine that is busy with other work. */
const patienceMs = 50_000;

/**
 * Resolves once a condition holds.
 *
 * @throws {Error} when it does not hold for 50 seconds, so that a failing test ends
 */
export async function waitUntil(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Waited ${patienceMs} ms in vain for: ${condition}`);
    await delay(5);
  }
}

import type { FaultyPipeline } from './faulty-pipeline.ts';

/** On a slow machine, an event can run out of time again although nothing is injected. */
const maxRedrives = 5;

/** Returns the number of messages that the dead-letter queue keeps however often it is redriven. */
export async function redriveUntilEmpty(pipeline: FaultyPipeline): Promise<number> {
  let left = 0;
  for (let redrives = 0; redrives < maxRedrives; redrives += 1) {
    await pipeline.redrive({ dryRun: false });
    await pipeline.settled();
    const { sent, unreadable } = await pipeline.redrive({ dryRun: true });
    left = sent.length + unreadable.length;
    if (left === 0) break;
  }
  return left;
}

import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { limitYoungHeap } from '../../functions/thumbnail/limit-young-heap.ts';

// As after a pause in which the young generation was large, and shrank.
setFlagsFromString('--semi-space-growth-factor=1');
/** Keeps many young objects alive, and prints the megabytes of the young generation. */
const kept: { index: number }[][] = [];
for (let round = 0; round < 600; round += 1) {
  kept.push(Array.from({ length: 2000 }, (_, index) => ({ index })));
  limitYoungHeap();
}
const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
process.stdout.write(String((young?.space_size ?? 0) / 1024 ** 2));

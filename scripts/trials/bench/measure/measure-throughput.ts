import { functionCommand } from '../contestants/contestants.ts';
import { type BenchRequest, startWorker } from '../contestants/worker.ts';
import type { Measured } from '../report/report.ts';

/** Measures how many images a second several processes of the function do together. */
export async function measureThroughput(
  request: BenchRequest,
  { images, rounds, env }: { images: number; rounds: number; env: Readonly<Record<string, string>> },
): Promise<Measured['throughput']> {
  const workers = await Promise.all(Array.from({ length: 4 }, () => startWorker(functionCommand, env)));
  try {
    await Promise.all(workers.map((worker) => worker.run(request)));
    const throughput = [1, 2, 4].map((environments) => ({ environments, imagesPerSecond: [] as number[] }));
    for (let round = 0; round < rounds; round += 1) {
      for (const { environments, imagesPerSecond } of throughput) {
        let left = images;
        const start = performance.now();
        await Promise.all(
          workers.slice(0, environments).map(async (worker) => {
            while (left-- > 0) await worker.run(request);
          }),
        );
        imagesPerSecond.push(images / ((performance.now() - start) / 1000));
      }
    }
    return throughput;
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
  }
}

import { functionCommand } from '../contestants/contestants.ts';
import { pin } from '../contestants/pin.ts';
import { type BenchRequest, startWorker } from '../contestants/worker.ts';
import type { Measured } from '../report/report.ts';

/** Measures the function with and without `results`, pair by pair: its time, and how many requests S3 gets from it. */
export async function measureResult(
  request: BenchRequest,
  { rounds, env, requestCount }: { rounds: number; env: Readonly<Record<string, string>>; requestCount: () => number },
): Promise<Measured['result']> {
  const prefix = (await pin('one')) ?? [];
  const start = (results: boolean) =>
    startWorker([...prefix, ...functionCommand], { ...env, RESULTS: String(results) });
  const [off, on] = await Promise.all([start(false), start(true)]);
  const requestsOf = async (worker: typeof on) => {
    const before = requestCount();
    await worker.run(request);
    return requestCount() - before;
  };
  try {
    const result = { offMs: [] as number[], onMs: [] as number[] };
    const [offRequests, onRequests] = [await requestsOf(off), await requestsOf(on)];
    for (let round = 0; round < rounds; round += 1) {
      result.offMs.push(await off.run(request));
      result.onMs.push(await on.run(request));
    }
    return { ...result, offRequests, onRequests };
  } finally {
    await Promise.all([off.stop(), on.stop()]);
  }
}

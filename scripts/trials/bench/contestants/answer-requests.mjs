import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';

/**
 * Answers each request, one JSON object a line on standard input, with the milliseconds that it took, on file descriptor 3.
 * Standard output is free for what the measured code prints. An error ends the process.
 *
 * @template [Request=import('./worker.ts').BenchRequest]
 * @param {(request: Request) => Promise<void>} answer
 */
export async function answerRequests(answer) {
  const answers = createWriteStream('', { fd: 3 });
  answers.write('{"ready":true}\n');
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    const start = performance.now();
    await answer(request);
    answers.write(`${JSON.stringify({ ms: performance.now() - start })}\n`);
  }
}

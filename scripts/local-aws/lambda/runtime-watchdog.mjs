// A thread beside the handler's, so that a handler that never yields is watched too. It ends the process when
// - standard input closes: the local AWS is gone, even by kill -9, and nothing of it may stay behind;
// - more memory is resident than the function has, as the kernel of Lambda's sandbox does. The thread itself adds about 9 MB.
import { writeSync } from 'node:fs';
import { Socket } from 'node:net';

const limitMegabytes = Number(process.env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE']);
/** About 10 microseconds of work each, and too short for much to be allocated in between. */
const intervalMs = 20;

new Socket({ fd: 0 }).on('close', () => process.kill(process.pid, 'SIGKILL')).resume();
setInterval(() => {
  const megabytes = Math.ceil(process.memoryUsage.rss() / 2 ** 20);
  if (megabytes <= limitMegabytes) return;
  // Standard error by its number: a thread's console is written by the main thread, which may be busy.
  writeSync(2, `Memory Size: ${limitMegabytes} MB Max Memory Used: ${megabytes} MB\n`);
  process.kill(process.pid, 'SIGKILL');
}, intervalMs);

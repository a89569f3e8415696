// A thread of its own, so that it also watches a handler that never yields. It kills the process when
// - standard input closes: the local AWS has ended, perhaps by kill -9, and must leave no process behind;
// - the process uses more memory than the function has, as Lambda's sandbox does. The thread itself adds about 9 MB.
import { writeSync } from 'node:fs';
import { Socket } from 'node:net';

const limitMegabytes = Number(process.env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE']);
/** Each check takes about 10 microseconds, and little can be allocated between two of them. */
const intervalMs = 20;

new Socket({ fd: 0 }).on('close', () => process.kill(process.pid, 'SIGKILL')).resume();
setInterval(() => {
  const megabytes = Math.ceil(process.memoryUsage.rss() / 2 ** 20);
  if (megabytes <= limitMegabytes) return;
  // The main thread writes a thread's console and may be busy, so this writes to the file descriptor.
  writeSync(2, `Memory Size: ${limitMegabytes} MB Max Memory Used: ${megabytes} MB\n`);
  process.kill(process.pid, 'SIGKILL');
}, intervalMs);

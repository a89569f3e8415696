import { once } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { Failure, messageOf } from '../../../errors.ts';
import type { DecodeReply, DecodeRequest } from './decode-request.ts';

/** The program of the thread lies beside this module, both as source and as bundle. */
const program = path.join(import.meta.dirname, 'magick-thread.mjs');

/**
 * Decodes an image in a thread of its own.
 *
 * @throws {Failure} when the thread cannot be started, or fails without an answer
 */
export async function decodeInThread(request: DecodeRequest): Promise<DecodeReply> {
  const thread = new Worker(program, { workerData: request });
  const [reply] = await once(thread, 'message').catch((cause) => {
    throw new Failure('unexpected', `The decoding thread failed: ${messageOf(cause)}`, { cause });
  });
  // It has nothing more to do, and would end by itself a little later.
  void thread.terminate();
  return reply;
}

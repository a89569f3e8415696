import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { Variant } from '../../contract/variant.ts';
import { Failure, Rejection } from '../../errors.ts';
import { asThumbnail } from '../as-thumbnail.ts';
import { formats, magickFormatOf } from '../formats/index.ts';
import type { Rendered, RenderLimits, SourceFormat } from '../types.ts';
import { keepProcess, takeKeptProcess } from './kept-process.ts';
import { RenderReply, type RenderRequest } from './render-protocol.ts';
import { startWatchdog } from './watchdog.ts';

/** The programs lie beside this module, both as source and as bundle. */
function programFor(format: SourceFormat): string {
  const name = magickFormatOf(format) ? 'magick-render-process' : 'render-process';
  return path.join(import.meta.dirname, name + path.extname(import.meta.filename));
}

/** The fonts lie beside this module, both as source and as bundle. */
const fonts = path.join(import.meta.dirname, 'fonts', 'fonts.conf');

/** The max share of the memory of an image that an idle process may take. */
const keptShare = 1 / 3;

/**
 * Makes the C library return freed memory: otherwise an image of 12 megapixels leaves 300 MB.
 * https://man7.org/linux/man-pages/man3/mallopt.3.html
 */
const returnedMemory = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072' };

/** A process that ended without an answer, and not because of the watchdog. */
interface Exit {
  status: number | null;
  signal: NodeJS.Signals | null;
}

/**
 * Makes the thumbnails of an image in a process of its own, which has no credentials, is killed when it takes too much CPU time
 * or memory, and may crash. The process of ImageMagick, whose start takes long, is kept for the next image, which
 * it decodes in another thread.
 *
 * @throws {Rejection} when the image is damaged or over a limit
 * @throws {Failure} when the process cannot be started, fails, or does not answer in time
 */
export async function renderIsolated(
  image: Uint8Array,
  format: SourceFormat,
  variants: readonly Variant[],
  limits: RenderLimits,
  wantsPlaceholder = false,
): Promise<Rendered> {
  const { memory } = formats[format];
  const minBytes = memory.kind === 'unknown' ? memory.minBytes(image) : 0;
  if (image.byteLength + minBytes > limits.memoryBytes) throw tooLarge(image, format, limits);
  // Only the watchdog watches the wall time: it is precise, and runs even while the process is stopped.
  const unwatched = { ...limits, wallMs: Number.POSITIVE_INFINITY };
  const request = { image, format, variants, limits: unwatched, wantsPlaceholder };
  const program = programFor(format);
  const kept = takeKeptProcess(program);
  const startMs = performance.now();
  // A kept process may end because of an earlier image, so a new process tries again.
  const answer = (kept && replyOrUndefined(await replyOf(kept, true))) ?? (await replyOf(start(program), false));
  if ('signal' in answer) throw errorOfExit(format, answer);
  return renderedOf(answer, format, variants);

  async function replyOf(child: ChildProcess, isReady: boolean): Promise<RenderReply | Exit> {
    // A second process has only the time that the first one left.
    const leftMs = Math.max(0, limits.wallMs - Math.floor(performance.now() - startMs));
    const watchdog = startWatchdog(child, limits, leftMs, () => tooLarge(image, format, limits));
    let isReusable = false;
    try {
      const answer = await exchange(child, request, isReady, watchdog.startCpuCount);
      const verdict = watchdog.verdict();
      if (verdict) throw verdict;
      isReusable = !('signal' in answer) && !('failure' in answer) && magickFormatOf(format) !== undefined;
      return answer;
    } finally {
      watchdog.stop();
      if (isReusable) keepProcess(child, program, limits.memoryBytes * keptShare);
      else child.kill('SIGKILL');
    }
  }
}

function replyOrUndefined(answer: RenderReply | Exit): RenderReply | undefined {
  return 'signal' in answer ? undefined : answer;
}

function start(program: string): ChildProcess {
  // The process gets these variables alone, because the environment has the credentials of the function.
  const { PATH, LD_LIBRARY_PATH } = process.env;
  return fork(program, {
    // The language chooses among the translations in an SVG.
    env: { PATH, LD_LIBRARY_PATH, FONTCONFIG_FILE: fonts, LANG: 'en_US.UTF-8', ...returnedMemory },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

/** Sends a request once the process is ready, and resolves with its answer, or when it ends. */
function exchange(
  child: ChildProcess,
  request: RenderRequest,
  isReady: boolean,
  onReady: () => void,
): Promise<RenderReply | Exit> {
  return new Promise((resolve, reject) => {
    const send = () => {
      onReady();
      child.once('message', (message) => {
        const { data, error } = RenderReply.safeParse(message);
        if (error) reject(new Failure('unexpected', 'The isolated process gave an invalid answer.', { cause: error }));
        else resolve(data);
      });
      // If the request cannot be sent, the event `error` or `exit` reports it.
      child.send(request, () => {});
    };
    child.once('error', (cause) =>
      reject(new Failure('unexpected', `The isolated process cannot be started: ${cause.message}`, { cause })),
    );
    child.once('exit', (status, signal) => resolve({ status, signal }));
    if (isReady) send();
    else child.once('message', send);
  });
}

/** Explains an exit: an image can make the process crash, and the system kills it when memory runs out. */
function errorOfExit(format: SourceFormat, { status, signal }: Exit): Error {
  if (signal === 'SIGKILL') return new Failure('out-of-memory', 'The system killed the isolated process.');
  if (signal) return new Rejection('corrupt-image', `The ${format} image makes its decoder crash (${signal}).`);
  return new Failure('unexpected', `The isolated process exited with status ${status}.`);
}

function tooLarge({ byteLength }: Uint8Array, format: SourceFormat, { memoryBytes }: RenderLimits): Rejection {
  const megabytes = Math.floor(memoryBytes / 1024 ** 2);
  const action = `Rendering the ${format} image of ${byteLength} bytes`;
  return new Rejection(
    'image-too-large',
    `${action} takes more than the ${megabytes} MB that the function has for it.`,
  );
}

function renderedOf(reply: RenderReply, format: SourceFormat, variants: readonly Variant[]): Rendered {
  if ('rejection' in reply) throw new Rejection(reply.rejection.code, reply.rejection.message);
  if ('failure' in reply) throw new Failure(reply.failure.code, reply.failure.message);
  const thumbnails = variants.map((variant, index) => {
    const drawn = reply.thumbnails[index];
    if (!drawn) throw new Failure('unexpected', `The isolated process made no thumbnail of ${variant.name}.`);
    return asThumbnail(variant, format, drawn);
  });
  return { ...reply, thumbnails };
}

import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { Variant } from '../../contract.ts';
import { Failure, Rejection } from '../../errors.ts';
import { asThumbnail } from '../as-thumbnail.ts';
import { formats, magickLoaderOf } from '../formats/index.ts';
import type { Rendered, RenderLimits, SourceFormat } from '../types.ts';
import { RenderReply, type RenderRequest } from './render-protocol.ts';
import { startWatchdog } from './watchdog.ts';

/** The programs lie beside this module, both as source and as bundle. */
function programFor(format: SourceFormat): string {
  const name = magickLoaderOf(format) ? 'magick-render-process' : 'render-process';
  return path.join(import.meta.dirname, name + path.extname(import.meta.filename));
}

/** The fonts lie beside this module, both as source and as bundle. */
const fonts = path.join(import.meta.dirname, 'fonts', 'fonts.conf');

/**
 * Makes the thumbnails of an image in a process of its own, which has no credentials, is killed when it takes too much CPU time
 * or memory, and may crash.
 *
 * @throws {Rejection} when the image is damaged or over a limit
 * @throws {Failure} when the process cannot be started, fails, or does not answer in time
 */
export async function renderIsolated(
  image: Uint8Array,
  format: SourceFormat,
  variants: readonly Variant[],
  limits: RenderLimits,
): Promise<Rendered> {
  const { memory } = formats[format];
  const minBytes = memory.kind === 'unknown' ? memory.minBytes(image) : 0;
  if (image.byteLength + minBytes > limits.memoryBytes) throw tooLarge(image, format, limits);
  // It needs nothing else of the environment, which has the function's credentials.
  const { PATH, LD_LIBRARY_PATH } = process.env;
  const child = fork(programFor(format), {
    env: { PATH, LD_LIBRARY_PATH, FONTCONFIG_FILE: fonts },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const watchdog = startWatchdog(child, limits, () => tooLarge(image, format, limits));
  try {
    // Only the watchdog watches the wall time: it is precise, and runs even while the process is stopped.
    const request = { image, format, variants, limits: { ...limits, wallMs: Number.POSITIVE_INFINITY } };
    return renderedOf(await replyOf(child, request, watchdog.startCpuCount), format, variants);
  } catch (error) {
    throw watchdog.verdict() ?? error;
  } finally {
    watchdog.stop();
    child.kill('SIGKILL');
  }
}

function replyOf(child: ChildProcess, request: RenderRequest, onReady: () => void): Promise<RenderReply> {
  return new Promise((resolve, reject) => {
    child.once('message', () => {
      onReady();
      child.once('message', (message) => {
        const { data, error } = RenderReply.safeParse(message);
        if (error) reject(new Failure('unexpected', 'The isolated process gave an invalid answer.', { cause: error }));
        else resolve(data);
      });
      // One of the other events reports that it cannot be sent.
      child.send(request, () => {});
    });
    child.once('error', (cause) =>
      reject(new Failure('unexpected', `The isolated process cannot be started: ${cause.message}`, { cause })),
    );
    child.once('exit', (status, signal) => reject(errorOfExit(request.format, status, signal)));
  });
}

/** Explains an exit: an image can make the process crash, and the system kills it when memory runs out. */
function errorOfExit(format: SourceFormat, status: number | null, signal: NodeJS.Signals | null): Error {
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
  return { width: reply.width, height: reply.height, thumbnails };
}

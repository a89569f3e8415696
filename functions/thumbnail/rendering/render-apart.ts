import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { contentTypes, type Variant } from '../contract.ts';
import { Failure, Rejection } from '../errors.ts';
import { svgBytes } from './decoding-memory.ts';
import { processMemory } from './process-memory.ts';
import type { RenderLimits, Thumbnail } from './render.ts';
import { tooComplex } from './render-image.ts';
import { RenderReply, type RenderRequest } from './render-protocol.ts';

/** Beside this module, as source and as bundle. */
const program = path.join(import.meta.dirname, `render-process${path.extname(import.meta.filename)}`);

/** What such a process has resident before it draws, as measured: Node.js with sharp. */
const idleBytes = 80 * 1024 ** 2;

const memoryCheckMs = 20;

/**
 * The thumbnails of an SVG, drawn in a process of its own that is ended when it takes too long or too much, that has no
 * credentials, and whose crash is not ours.
 *
 * @throws Rejection when the SVG is no XML, or over a limit; Failure when there can be no process.
 */
export async function renderIsolated(
  image: Uint8Array,
  variants: readonly Variant[],
  limits: RenderLimits,
): Promise<Thumbnail[]> {
  if (image.byteLength + svgBytes(image) > limits.memoryBytes) throw tooLarge(image, limits);
  // The rest of the environment is no business of a drawing, least of all the function's credentials.
  const { PATH, LD_LIBRARY_PATH } = process.env;
  const child = fork(program, {
    env: { PATH, LD_LIBRARY_PATH },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const fence = fenceIn(child, image, limits);
  try {
    return thumbnailsOf(await replyOf(child, { image, variants, limits }), variants);
  } catch (error) {
    throw fence.excess() ?? error;
  } finally {
    fence.lift();
    child.kill('SIGKILL');
  }
}

function replyOf(child: ChildProcess, request: RenderRequest): Promise<RenderReply> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => {
      const { data, error } = RenderReply.safeParse(message);
      if (error)
        reject(new Failure('unexpected', 'The process that draws an SVG answered nonsense.', { cause: error }));
      else resolve(data);
    });
    child.once('error', (cause) =>
      reject(new Failure('unexpected', `There is no process to draw an SVG in: ${cause.message}`, { cause })),
    );
    child.once('exit', (status, signal) => reject(deathOf(status, signal)));
    // That it cannot be sent is told by one of the others.
    child.send(request, () => {});
  });
}

/** Crashing is what an image does, being killed what the system does, when memory runs out. */
function deathOf(status: number | null, signal: NodeJS.Signals | null): Error {
  if (signal === 'SIGKILL') return new Failure('out-of-memory', 'The process that draws an SVG was killed.');
  if (signal) return new Rejection('corrupt-image', `The svg image makes its decoder crash (${signal}).`);
  return new Failure('unexpected', `The process that draws an SVG ended with ${status}.`);
}

/** Ends the process as soon as it takes more than it may, and tells what that was. */
function fenceIn(child: ChildProcess, image: Uint8Array, limits: RenderLimits) {
  let excess: Rejection | undefined;
  const endFor = (what: Rejection) => {
    excess ??= what;
    child.kill('SIGKILL');
  };
  const clock = setTimeout(() => endFor(tooComplex(limits)), limits.ms);
  const scales = setInterval(() => {
    // Where nothing tells, no Lambda runs.
    if ((processMemory(child.pid, 'VmRSS') ?? 0) > idleBytes + limits.memoryBytes) endFor(tooLarge(image, limits));
  }, memoryCheckMs);
  return {
    excess: () => excess,
    lift() {
      clearTimeout(clock);
      clearInterval(scales);
    },
  };
}

function tooLarge({ byteLength }: Uint8Array, { memoryBytes }: RenderLimits): Rejection {
  const megabytes = Math.floor(memoryBytes / 1024 ** 2);
  return new Rejection(
    'image-too-large',
    `To render the svg image of ${byteLength} bytes takes more than the ${megabytes} MB that the function has for it.`,
  );
}

function thumbnailsOf(reply: RenderReply, variants: readonly Variant[]): Thumbnail[] {
  if ('rejection' in reply) throw new Rejection(reply.rejection.code, reply.rejection.message);
  if ('failure' in reply) throw new Failure('unexpected', `An SVG cannot be drawn: ${reply.failure}`);
  return variants.map((variant, index) => {
    const drawn = reply.thumbnails[index];
    if (!drawn) throw new Failure('unexpected', `The process that draws an SVG made no ${variant.name} of it.`);
    return { variant, contentType: contentTypes[variant.format], ...drawn };
  });
}

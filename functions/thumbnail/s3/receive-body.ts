import type { Socket } from 'node:net';
import { addAbortSignal, type Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { freeBytes } from '../free-bytes.ts';
import type { BodyChecksum } from './body-checksum.ts';
import { takeBodyMemory } from './body-memory.ts';

/**
 * Receives a body into one buffer: collecting the pieces, and then joining them, would take the memory twice. Nothing but a listener
 * is between the connection and the buffer, because every stream or iterator in between costs as much again as receiving does. The
 * pieces are freed, and so are those of the connection, which the parser of HTTP copies.
 *
 * @param body with the connection that it comes from, if there is one
 * @param size of the body, in bytes
 * @throws {Error} when the body breaks off, or is not the one that was stored
 */
export async function receiveBody(
  body: Readable & { socket?: Socket },
  size: number,
  checksum: BodyChecksum | undefined,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const bytes = takeBodyMemory(size);
  let received = 0;
  body.on('data', (piece: Buffer) => {
    received += piece.copy(bytes, received);
    checksum?.update(piece);
    // Later, since the parser of HTTP may still read it.
    queueMicrotask(() => freeBytes(piece));
  });
  const { socket } = body;
  // The listener of the parser is called first.
  socket?.on('data', freeBytes);
  try {
    await finished(addAbortSignal(signal, body));
  } finally {
    socket?.off('data', freeBytes);
  }
  if (received !== size) throw new Error(`only ${received} of ${size} bytes arrived`);
  const actual = await checksum?.actual();
  if (actual === checksum?.expected) return bytes;
  throw new Error(`the body has the ${checksum?.algorithm} ${actual}, expected ${checksum?.expected}`);
}

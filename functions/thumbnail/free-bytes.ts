/**
 * Nothing receives from it, so memory that is transferred to it is freed. Node.js 20 has no `ArrayBuffer.transfer`. The global class
 * loads less than `node:worker_threads`.
 */
const { port1: closedPort } = new MessageChannel();
closedPort.close();

/**
 * Frees the memory of bytes at once, and leaves them empty. V8 would count it until the next collection of all garbage, and so
 * begin that sooner. Bytes that share their memory with others, such as short ones of Node.js, are left as they are.
 */
export function freeBytes({ buffer, byteLength }: Uint8Array): void {
  const isWhole = byteLength > 0 && byteLength === buffer.byteLength;
  if (isWhole && buffer instanceof ArrayBuffer) closedPort.postMessage(undefined, [buffer]);
}

interface Transferable {
  /** Unknown to Node.js 20. */
  transfer?: (bytes: number) => ArrayBuffer;
}

/**
 * Gives the memory of bytes back at once, which are empty afterwards. V8 would count it until the next collection, and collect all
 * garbage the sooner. Bytes that share their memory with others, such as short ones of Node.js, are left as they are.
 */
export function freeBytes({ buffer, byteLength }: Uint8Array): void {
  if (byteLength === buffer.byteLength) (buffer as Transferable).transfer?.(0);
}

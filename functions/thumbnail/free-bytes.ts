interface Transferable {
  /** Unknown to Node.js 20. */
  transfer?: (bytes: number) => ArrayBuffer;
}

/**
 * Frees the memory of bytes at once, and leaves them empty. V8 would count it until the next collection of all garbage, and so
 * begin that sooner. Bytes that share their memory with others, such as short ones of Node.js, are left as they are.
 */
export function freeBytes({ buffer, byteLength }: Uint8Array): void {
  if (byteLength === buffer.byteLength) (buffer as Transferable).transfer?.(0);
}

/** Whether a file begins with these bytes, or with one of several options for a byte. `beginning` is Latin-1 text. */
export function hasBytes(beginning: string, bytes: ReadonlyArray<number | readonly number[]>): boolean {
  return bytes.every((options, at) => [options].flat().includes(beginning.charCodeAt(at)));
}

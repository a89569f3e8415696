/** Returns a number with its noun, such as `1 message` or `2 messages`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

const ctrlC = '\u0003';

/**
 * Calls back for single keys that are typed on a terminal, without Enter.
 *
 * @param keys by character; Ctrl-C is always `q`
 * @returns a function that stops listening, and makes the terminal as it was
 */
export function listenForKeys(
  stdin: Pick<NodeJS.ReadStream, 'isTTY' | 'setRawMode' | 'on' | 'off' | 'resume' | 'pause'>,
  keys: Readonly<Record<'q' | string, () => void>>,
): () => void {
  if (!stdin.isTTY) return () => {};
  const onData = (data: Buffer) => {
    for (const character of data.toString()) keys[character === ctrlC ? 'q' : character]?.();
  };
  stdin.setRawMode(true);
  stdin.on('data', onData);
  stdin.resume();
  return () => {
    stdin.off('data', onData);
    stdin.setRawMode(false);
    stdin.pause();
  };
}

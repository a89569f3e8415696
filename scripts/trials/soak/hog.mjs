// Preloaded into the function's process: told to, it takes memory until it is killed for that, as a leak would.
const pieceBytes = 16 * 2 ** 20;

process.on('SIGUSR2', () => {
  const held = [];
  for (;;) held.push(Buffer.alloc(pieceBytes, 1));
});

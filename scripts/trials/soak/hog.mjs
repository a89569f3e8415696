// Preloaded into the function's process. At the signal it takes memory until it is killed for that, like a leak.
const pieceBytes = 16 * 2 ** 20;

process.on('SIGUSR2', () => {
  const held = [];
  for (;;) held.push(Buffer.alloc(pieceBytes, 1));
});

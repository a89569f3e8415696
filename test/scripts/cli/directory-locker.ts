import { lockDirectory } from '../../../scripts/cli/lock-directory.ts';

/** A process that locks the directory that it is sent, says whether it could, and releases it when told. */
let release: (() => Promise<void>) | undefined;

process.on('message', async (message) => {
  if (message === 'release') {
    await release?.();
    release = undefined;
    process.send?.('released');
    return;
  }
  try {
    release = await lockDirectory(String(message));
    process.send?.('locked');
  } catch (error) {
    process.send?.(error instanceof Error ? error.message : String(error));
  }
});

process.send?.('ready');

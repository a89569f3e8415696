import { removeTemporaryDirectories } from './temporary-directory.ts';

/** Mocha runs these hooks around each test file when files run in parallel, and around all of them otherwise. */
export const mochaHooks = { afterAll: removeTemporaryDirectories };

// Starts the thread from its source; the bundle has its code under the same name. Threads do not inherit what makes
// Node.js read TypeScript.
import { register } from 'tsx/esm/api';

register();
await import('./magick-thread.ts');

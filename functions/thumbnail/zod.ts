import { config } from 'zod/mini';
import en from 'zod/v4/locales/en.js';

// Without a language, zod's small variant says no more than "Invalid input".
config(en());

/**
 * The small variant of zod: https://zod.dev/packages/mini. Its checks are functions instead of methods, so that the bundle contains only
 * those that are used, which shortens each cold start: see docs/performance.md.
 */
export * from 'zod/mini';

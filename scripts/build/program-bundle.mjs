import { lightHttp } from './light-http.mjs';

/**
 * Options of esbuild for a program of the project, with what it imports, in one file that the oldest Node.js reads.
 *
 * @satisfies {import('esbuild').BuildOptions}
 */
export const programBundle = {
  bundle: true,
  platform: /** @type {const} */ ('node'),
  format: /** @type {const} */ ('esm'),
  target: 'node20',
  plugins: [lightHttp],
  // Some dependencies are CommonJS, and require Node's built-in modules.
  banner: {
    js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
  },
};

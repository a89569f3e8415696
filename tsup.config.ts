import { defineConfig } from 'tsup';

/** The Lambda function: its two processes, each in one file. Only sharp stays outside, because it has native code. */
export default defineConfig({
  entry: {
    index: 'functions/thumbnail/handler.ts',
    'render-process': 'functions/thumbnail/rendering/isolated/render-process.ts',
  },
  outDir: 'dist/bundle',
  outExtension: () => ({ js: '.mjs' }),
  format: 'esm',
  // The oldest Node the project runs on; the deployed one is newer.
  target: 'node20',
  platform: 'node',
  // The SDK goes in, at the version that was tested: Lambda's own changes under a function's feet, and loads more slowly.
  noExternal: [/^(?!sharp$)/],
  external: ['sharp'],
  // Some of what is bundled is CommonJS, and requires Node's built-in modules.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  minify: true,
  splitting: false,
  silent: true,
});

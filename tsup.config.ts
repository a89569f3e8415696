import { defineConfig } from 'tsup';
import { keepErrorNames } from './scripts/build/keep-error-names.ts';
import { lightBuiltins } from './scripts/build/light-builtins.ts';
import { plainSchemaKeys } from './scripts/build/plain-schema-keys.ts';
import { sdkStandIns } from './scripts/build/sdk-stand-ins.ts';
import { sharpOnDemand } from './scripts/build/sharp-on-demand.ts';

/**
 * The Lambda functions in one package: the processes of the thumbnail function, the client of KMS that few need, and the probe, each
 * in one file. Only sharp's native code stays outside. Its JavaScript is inside, because finding and reading its many small files
 * takes a third of a cold start.
 */
export default defineConfig({
  entry: {
    index: 'functions/thumbnail/handler.ts',
    'render-process': 'functions/thumbnail/rendering/isolated/render-process.ts',
    'magick-thread': 'functions/thumbnail/rendering/decoders/magick/magick-thread.ts',
    'log-secret': 'functions/thumbnail/log-keys/log-secret.ts',
    'magick-render-process': 'functions/thumbnail/rendering/isolated/magick-render-process.ts',
    probe: 'functions/probe/handler.ts',
  },
  outDir: 'dist/bundle',
  outExtension: () => ({ js: '.mjs' }),
  format: 'esm',
  // The oldest Node the project runs on; the deployed one is newer.
  target: 'node20',
  platform: 'node',
  // The SDK is bundled at the version that was tested: Lambda's own can change at any time, and loads more slowly.
  noExternal: [/./],
  // Some bundled packages are CommonJS, and require Node's built-in modules.
  banner: {
    js: "const require = process.getBuiltinModule('node:module').createRequire(import.meta.url);",
  },
  esbuildOptions(options) {
    // The SDK asks of each body whether it is one, for which Node.js would load its web streams.
    options.define = { ...options.define, ReadableStream: 'undefined' };
    options.alias = {
      '@aws-sdk/credential-provider-node': './functions/thumbnail/s3/environment-credentials.ts',
    };
  },
  // tsup itself would resolve "node:http", before the plugins do.
  removeNodeProtocol: false,
  minify: true,
  // Lambda logs an error by the name of its class.
  esbuildPlugins: [sdkStandIns, plainSchemaKeys, keepErrorNames, lightBuiltins, sharpOnDemand],
  splitting: false,
  silent: true,
});

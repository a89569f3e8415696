import { defineConfig } from 'tsup';
import { keepErrorNames } from './scripts/build/keep-error-names.ts';
import { lightHttp } from './scripts/build/light-http.mjs';
import { plainSchemaKeys } from './scripts/build/plain-schema-keys.ts';
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
    js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
  },
  esbuildOptions(options) {
    options.alias = {
      '@aws-sdk/credential-provider-node': './functions/thumbnail/s3/environment-credentials.ts',
      '@smithy/core/event-streams': './functions/thumbnail/s3/no-event-streams.ts',
    };
  },
  // tsup itself would resolve "node:http", before the plugins do.
  removeNodeProtocol: false,
  minify: true,
  // Lambda logs an error by the name of its class.
  esbuildPlugins: [plainSchemaKeys, keepErrorNames, lightHttp, sharpOnDemand],
  splitting: false,
  silent: true,
});

import type { Plugin } from 'esbuild';

/** The code that replaces modules of `@smithy/core`, the core of the AWS SDK. */
const standIns: Readonly<Record<string, string>> = {
  // Operations that send or return events need it, and the functions call none. The SDK also imports it dynamically, for which esbuild
  // would wrap 180 modules in functions, and keep all that they export.
  'event-streams/index.js': `
    export const eventStreamSerdeProvider = undefined;
    export const resolveEventStreamSerdeConfig = (config) => config;
  `,
  // Lambda has no configuration files, and the first request would look for them.
  'config/shared-ini-file-loader/loadSharedConfigFiles.js': `
    export { CONFIG_PREFIX_SEPARATOR } from './constants';
    export const loadSharedConfigFiles = async () => ({ configFile: {}, credentialsFile: {} });
  `,
  // The functions send texts and bytes. The SDK's own also measures streams of files, for which Node.js loads 14 modules.
  'serde/util-body-length/calculateBodyLength.js': `
    export const calculateBodyLength = (body) => Buffer.byteLength(body ?? '');
  `,
};

/** Replaces parts of the AWS SDK that the functions do not need. That shortens each cold start: see docs/performance.md. */
export const sdkStandIns: Plugin = {
  name: 'sdk-stand-ins',
  setup({ onLoad }) {
    onLoad({ filter: /@smithy[\\/]core[\\/]dist-es[\\/]submodules[\\/]/ }, ({ path }) => {
      const [, module = ''] = path.replaceAll('\\', '/').split('@smithy/core/dist-es/submodules/');
      const contents = standIns[module];
      return contents === undefined ? undefined : { contents };
    });
  },
};

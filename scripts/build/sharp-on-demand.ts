import type { Plugin } from 'esbuild';

/** The code that replaces packages which sharp evaluates at its start, although it rarely needs them. */
const standIns: Readonly<Record<string, string>> = {
  '@img/colour': `export default (colour) => require('@img/colour')(colour);`,
  // At each start sharp reads which libvips it needs, such as ">=8.18.3". It calls the others to build libvips, and to explain why its
  // native code is missing. It supports each Node.js that this project supports.
  semver: `
    export default {
      coerce: (text) => ({ version: /\\d+\\.\\d+\\.\\d+/.exec(text)[0] }),
      gte: (one, other) => one.localeCompare(other, 'en', { numeric: true }) >= 0,
      satisfies: () => true,
    };
  `,
};

const namespace = 'sharp-on-demand';

/**
 * Evaluates sharp's parser of colours when it first parses one, and replaces its parser of versions. That shortens each cold start: see
 * docs/performance.md.
 */
export const sharpOnDemand: Plugin = {
  name: namespace,
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^(?:@img\/colour|semver)$/ }, ({ path, resolveDir, namespace: from }) => {
      return from === namespace ? undefined : { path, namespace, pluginData: resolveDir };
    });
    onLoad({ filter: /.*/, namespace }, ({ path, pluginData }) => {
      return { contents: standIns[path] ?? '', resolveDir: pluginData };
    });
  },
};

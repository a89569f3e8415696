import type { Plugin } from 'esbuild';

/** The code that replaces packages which sharp evaluates at its start, although it rarely needs them. */
const standIns: Readonly<Record<string, string>> = {
  '@img/colour': `export default (colour) => require('@img/colour')(colour);`,
  // Sharp asks for the other functions of semver when its native code is missing.
  semver: `
    import coerce from 'semver/functions/coerce.js';
    import gte from 'semver/functions/gte.js';
    export default { coerce, gte, satisfies: (...args) => require('semver/functions/satisfies.js')(...args) };
  `,
};

const namespace = 'sharp-on-demand';

/**
 * Evaluates packages of sharp when it first uses them: those that parse colours, and ranges of versions. That shortens each cold start:
 * see docs/performance.md.
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

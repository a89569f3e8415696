import { isBuiltin } from 'node:module';
import type { Plugin } from 'esbuild';

/**
 * Gets Node.js' built-in modules without `import`, which evaluates all exports of a module, although many load more modules when they
 * are read: one of `http` loads a client of WebSockets. Here, only the exports that are used are read. That shortens each cold start:
 * see docs/performance.md.
 */
export const lightBuiltins: Plugin = {
  name: 'light-builtins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(node:)?[a-z\d_/]+$/ }, ({ path, kind }) => {
      if (!isBuiltin(path)) return undefined;
      const namespace = kind === 'import-statement' ? 'builtin-exports' : 'builtin-module';
      return { path: path.replace(/^(node:)?/, 'node:'), namespace, sideEffects: false };
    });

    onLoad({ filter: /./, namespace: 'builtin-module' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule('${path}');`,
    }));

    onLoad({ filter: /./, namespace: 'builtin-exports' }, async ({ path }) => {
      const names = Object.keys(await import(path)).filter((name) => /^\w+$/.test(name) && name !== 'default');
      return {
        contents: `
          const $module = process.getBuiltinModule('${path}');
          export default $module;
          ${names.map((name) => `export const ${name} = /* @__PURE__ */ (() => $module.${name})();`).join('\n')}
        `,
      };
    });
  },
};

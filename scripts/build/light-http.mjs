/**
 * A plugin of esbuild that gets Node.js' `http` without `import`. An import evaluates all exports, and since Node.js 22 one of them
 * loads a client of WebSockets, which takes 30 ms.
 *
 * @type {import('esbuild').Plugin}
 */
export const lightHttp = {
  name: 'light-http',
  setup({ onResolve, onLoad }) {
    const namespace = 'light-http';
    onResolve({ filter: /^(node:)?http$/ }, () => ({ path: 'http', namespace }));
    onLoad({ filter: /./, namespace }, () => ({ contents: "module.exports = process.getBuiltinModule('node:http');" }));
  },
};

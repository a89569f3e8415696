/** Arguments of the TypeScript compiler that check the client, and write its declarations to a directory. */
export const clientTypes = (directory: string): string[] => [
  ...['client/index.js', 'client/server.js', '--outDir', directory],
  ...['--ignoreConfig', '--allowJs', '--checkJs', '--strict', '--declaration', '--emitDeclarationOnly'],
  ...['--target', 'es2023', '--module', 'nodenext', '--types', 'node', '--skipLibCheck'],
];

/** Imports a module in TypeScript, also where the process was started without tsx. */
export async function importTypeScript(url: string): Promise<Record<string, unknown>> {
  try {
    return await import(url);
  } catch (error) {
    const isUnknown = error instanceof Error && 'code' in error && error.code === 'ERR_UNKNOWN_FILE_EXTENSION';
    if (!isUnknown) throw error;
    // Node.js 20 imports no TypeScript by itself.
    const { tsImport } = await import('tsx/esm/api');
    return tsImport(url, import.meta.url);
  }
}

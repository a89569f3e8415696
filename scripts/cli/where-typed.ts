import path from 'node:path';

/** Resolves a path where the user typed it: npm runs commands in the project's directory, and names the other in a variable. */
export function whereTyped(file: string): string {
  return path.resolve(process.env['INIT_CWD'] ?? '.', file);
}

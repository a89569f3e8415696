/** Returns an option's name as people type it: `dry-run` for `dryRun`. */
export function optionName(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

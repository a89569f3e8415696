import type { Names } from '../names.ts';
import type { Settings } from '../settings.ts';

/** Returns the command that shows the lines of the log that match a pattern. */
export function logsCommand({ logGroup }: Pick<Names, 'logGroup'>, pattern: string): string {
  return `aws logs tail ${logGroup} --since 2h --filter-pattern '${pattern}'`;
}

/** Returns the command that shows which events a redrive would send. */
export function redriveCommand({ name }: Pick<Settings, 'name'>): string {
  return `npm run redrive -- --env ${name} --dry-run`;
}

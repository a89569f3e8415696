import type { Settings } from './settings.ts';

/** Returns the permissions boundary of the functions' roles. A role can have one, and a company's takes the place of ours. */
export function boundaryOf({
  organization,
  permissionsBoundary,
}: Pick<Settings, 'organization' | 'permissionsBoundary'>) {
  return organization?.permissionsBoundary ?? permissionsBoundary;
}

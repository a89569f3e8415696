import type { Settings } from './settings.ts';

/** A tag by which IAM tells an environment's resources from those of others. */
export interface IdentityTag {
  key: string;
  value: string;
}

/** Returns the two tags that every environment has. A tag of the settings whose key differs in case alone takes their place. */
export function identityTags({ project, name, tags }: Pick<Settings, 'project' | 'name' | 'tags'>): IdentityTag[] {
  return Object.entries({ project, environment: name }).map(([key, value]) => {
    const renamed = Object.entries(tags).find(([given]) => given.toLowerCase() === key);
    return renamed ? { key: renamed[0], value: renamed[1] } : { key, value };
  });
}

/** Returns all tags of an environment: those that identify it, and those of its settings. */
export function allTags(settings: Pick<Settings, 'project' | 'name' | 'tags'>): Record<string, string> {
  const identity = Object.fromEntries(identityTags(settings).map(({ key, value }) => [key, value]));
  return { ...identity, ...settings.tags };
}

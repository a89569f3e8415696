import type { AccountInput } from './account-settings.ts';

/**
 * The AWS accounts that environments are deployed to by GitHub Actions, each prepared once by its administrator:
 * docs/deploying.md says how. An account can hold several environments, or there can be one for each.
 */
export const accounts: AccountInput[] = [
  { name: 'main', region: 'eu-west-1', repository: 'OWNER/REPOSITORY', environments: ['dev', 'prod'] },
];

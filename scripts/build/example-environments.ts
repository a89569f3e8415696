import type { AccountInput } from '../../infra/bootstrap/account-settings.ts';
import type { EnvironmentSettings } from '../../infra/settings.ts';

/** Stands in for a user's `infra/environments.ts` in the project's tests and trials. */
export const environments: EnvironmentSettings[] = [
  { project: 'thumbnails', name: 'dev', region: 'eu-west-1' },
  {
    project: 'thumbnails',
    name: 'prod',
    region: 'eu-west-1',
    protect: true,
    versioning: true,
    logRetentionDays: 365,
  },
];

/** `dev` is deployed by hand, so that its state is a file. */
export const accounts: AccountInput[] = [
  {
    name: 'main',
    id: '123456789012',
    region: 'eu-west-1',
    repository: 'octo-org@123456/photos@456789',
    environments: ['prod'],
  },
];

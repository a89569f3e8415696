import type { EnvironmentSettings } from './settings.ts';

/**
 * The environments that are deployed, each as a stack of its own named `thumbnails-<name>`. To add one, add an entry with a
 * `name` and a `region` of its own; whatever it leaves out has the default that `settings.ts` states beside each setting.
 * `npm start` runs the first.
 */
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

import type { EnvironmentSettings } from './settings.ts';

/**
 * The environments that are deployed, each as a stack of its own named `thumbnails-<name>`. To add one, add an entry with a
 * `name` and a `region` of its own; whatever it leaves out has the default that `settings.ts` states beside each setting.
 */
export const environments: EnvironmentSettings[] = [{ project: 'thumbnails', name: 'dev', region: 'eu-west-1' }];

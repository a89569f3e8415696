import type { AccountInput } from './bootstrap/account-settings.ts';
import type { EnvironmentSettings } from './settings.ts';

// This file is yours. Nothing else has to be edited, and no test reads it: `npm run check` tells whether it is right.

/** Each environment is a stack named `thumbnails-<name>`. `npm start` runs the first. Settings: docs/settings.md */
export const environments: EnvironmentSettings[] = [
  {
    project: 'thumbnails',
    name: 'dev',
    region: 'eu-west-1',
    // A new AWS account has too small a quota to reserve any concurrency.
    reservedConcurrency: 'unreserved',
    // For client/example/. They open nothing: an upload still needs a signature, and a result is as private as a thumbnail.
    results: true,
    uploads: { corsOrigins: ['http://127.0.0.1:8080', 'http://localhost:8080'] },
  },
  {
    project: 'thumbnails',
    name: 'prod',
    region: 'eu-west-1',
    protect: true,
    versioning: true,
    logRetentionDays: 365,
  },
];

/** The AWS accounts that GitHub Actions deploy to, each with the environments in it. How to fill it in: docs/deploying.md */
export const accounts: AccountInput[] = [];

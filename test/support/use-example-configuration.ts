import { exampleConfiguration } from '../../scripts/build/configuration-file.ts';

/** Mocha loads this file first: no test, and nothing that a test starts, depends on what a user deploys. */
process.env['ENVIRONMENTS_FILE'] = exampleConfiguration;

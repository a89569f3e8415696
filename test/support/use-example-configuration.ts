import { exampleConfiguration } from '../../scripts/build/configuration-file.ts';

/** Mocha loads this file first, so that no test, and no process that a test starts, depends on a user's configuration. */
process.env['ENVIRONMENTS_FILE'] = exampleConfiguration;

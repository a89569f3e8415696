import { readSettings } from '../../../../functions/thumbnail/settings.ts';
import { functionEnvironment } from '../../../../infra/function-environment.ts';
import { Settings } from '../../../../infra/settings.ts';

const environment = Settings.parse({ project: 'thumbnails', name: 'test', region: 'eu-west-1' });

/** The settings of a deployed function, with the defaults, and the buckets `source` and `processed`. */
export const deployedSettings = readSettings({
  ...functionEnvironment(environment, { source: 'source', processed: 'processed' }),
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(environment.memoryMegabytes),
});

import { devNull } from 'node:os';
import type { FunctionConfiguration } from './function-configuration.ts';

/**
 * Returns all variables of a function's process: its own and those that Lambda sets. Of the developer's shell it gets only
 * `PATH`.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 *
 * @param runtimeApi host and port of the environment's Runtime API
 */
export function environmentVariables(configuration: FunctionConfiguration, runtimeApi: string): Record<string, string> {
  const { name, region, runtime, handler, taskRoot, memoryMegabytes, environment } = configuration;
  return {
    PATH: process.env['PATH'] ?? '',
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    // Without these, the AWS SDK would search the developer's home for a profile and the metadata address for a role.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    // The warning is about the developer's Node.js, not about the runtime that the function is deployed to.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    ...environment,
    _HANDLER: handler,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}`,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMegabytes),
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local/[$LATEST]',
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    AWS_REGION: region,
    LAMBDA_TASK_ROOT: taskRoot,
  };
}

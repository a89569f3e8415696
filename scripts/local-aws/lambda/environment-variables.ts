import { devNull } from 'node:os';
import type { FunctionConfiguration } from './function-configuration.ts';

/**
 * All variables of a function's process: its own, those that Lambda sets, and of the developer's shell nothing but `PATH`.
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
    // Without these the AWS SDK would look for a profile in the developer's home, and for a role at the metadata address.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    // The deployed runtime is newer than the developer's Node.js may be, so the warning says nothing about the function.
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

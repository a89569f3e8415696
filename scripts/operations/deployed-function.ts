import { GetFunctionConfigurationCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { messageOf } from '../../functions/thumbnail/errors.ts';
import { readSettings, type Settings } from '../../functions/thumbnail/settings.ts';

export interface DeployedFunction {
  name: string;
  arn: string;
  memoryMegabytes: number;
  timeoutSeconds: number;
  /** The settings that it runs with, which may be older than those of `infra/environments.ts`. */
  settings: Settings;
}

/**
 * Reads the settings of a function as it is deployed. They name its buckets, and the hash that its thumbnails are marked with.
 *
 * @throws {Error} when there is no such function, when its variables may not be decrypted, or when another version of this project
 * deployed it
 */
export async function readDeployedFunction(lambda: LambdaClient, name: string): Promise<DeployedFunction> {
  const { FunctionArn, MemorySize, Timeout, Environment } = await lambda.send(
    new GetFunctionConfigurationCommand({ FunctionName: name }),
  );
  if (FunctionArn === undefined || MemorySize === undefined || Timeout === undefined)
    throw new Error(`Lambda answered without the ARN, the memory or the timeout of ${name}.`);
  // Lambda answers with the rest of the configuration, if the caller may not use the key of the variables.
  if (Environment?.Error) {
    const advice = 'Allow your role kms:Decrypt on the key in `encryption` of the environment: docs/settings.md.';
    throw new Error(`Lambda cannot decrypt the variables of ${name} for you: ${Environment.Error.Message}\n${advice}`);
  }
  return {
    name,
    arn: FunctionArn,
    memoryMegabytes: MemorySize,
    timeoutSeconds: Timeout,
    settings: settingsOf(name, { ...Environment?.Variables, AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MemorySize) }),
  };
}

function settingsOf(name: string, variables: Record<string, string>): Settings {
  try {
    return readSettings(variables);
  } catch (error) {
    const advice = 'Run the command from the commit that was deployed, or deploy this one.';
    throw new Error(`${name} was deployed by another version of this project. ${advice}\n${messageOf(error)}`, {
      cause: error,
    });
  }
}

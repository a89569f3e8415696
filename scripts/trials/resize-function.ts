import * as z from 'zod';
import { reservedMs } from '../../functions/thumbnail/contract/limits.ts';
import { copyStack } from './copy-stack.ts';
import { only } from './only.ts';

const LambdaFunction = z.looseObject({
  environment: z.looseObject({ variables: z.record(z.string(), z.string()) }),
});
const Stack = z.looseObject({
  resource: z.looseObject({ aws_lambda_function: z.record(z.string(), LambdaFunction) }),
});

export interface FunctionSize {
  memoryMegabytes: number;
  timeoutSeconds: number;
  processes: number;
  /** Added to the function's environment. */
  variables?: Readonly<Record<string, string>>;
}

/** Writes a synthesized stack to another directory, with another size of its function. The rest is as it is deployed. */
export async function resizeFunction(original: string, directory: string, size: FunctionSize): Promise<void> {
  const { memoryMegabytes, timeoutSeconds, processes, variables } = size;
  await copyStack(original, directory, (configuration) => {
    const stack = Stack.parse(configuration);
    const resource = only(Object.values(stack.resource.aws_lambda_function), 'functions');
    Object.assign(resource, {
      memory_size: memoryMegabytes,
      timeout: timeoutSeconds,
      reserved_concurrent_executions: processes,
    });
    const MAX_RENDER_SECONDS = String(timeoutSeconds - reservedMs.storage / 1000);
    Object.assign(resource.environment.variables, { MAX_RENDER_SECONDS, ...variables });
    return stack;
  });
}

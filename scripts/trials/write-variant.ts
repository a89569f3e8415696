import * as z from 'zod';
import { reservedMs } from '../../functions/thumbnail/contract.ts';
import { copyStack } from './copy-stack.ts';

const Stack = z.looseObject({
  resource: z.looseObject({
    aws_lambda_function: z.looseObject({
      thumbnail: z.looseObject({ environment: z.object({ variables: z.record(z.string(), z.string()) }) }),
    }),
  }),
});

export interface Variant {
  memoryMegabytes: number;
  timeoutSeconds: number;
  processes: number;
  /** Beside those that the function has. */
  variables?: Readonly<Record<string, string>>;
}

/** Writes a synthesized stack to another folder, with a function of another size; all else is as it is deployed. */
export async function writeVariant(stackFolder: string, folder: string, variant: Variant): Promise<void> {
  const { memoryMegabytes, timeoutSeconds, processes, variables } = variant;
  await copyStack(stackFolder, folder, (configuration) => {
    const stack = Stack.parse(configuration);
    const { thumbnail } = stack.resource.aws_lambda_function;
    Object.assign(thumbnail, {
      memory_size: memoryMegabytes,
      timeout: timeoutSeconds,
      reserved_concurrent_executions: processes,
    });
    const MAX_RENDER_SECONDS = String(timeoutSeconds - reservedMs.storage / 1000);
    Object.assign(thumbnail.environment.variables, { MAX_RENDER_SECONDS, ...variables });
    return stack;
  });
}

import type { ControllableFunction } from '../../../../scripts/local-aws/lambda/control-operations.ts';

/** Returns a function that can be configured, but not invoked. */
export function controllable(arn: string): ControllableFunction {
  let reserved: number | undefined;
  return {
    arn,
    configuration: () => ({
      name: 'thumbnail',
      arn,
      region: 'eu-west-1',
      runtime: 'nodejs24.x',
      handler: 'index.handler',
      taskRoot: '/var/task',
      memoryMegabytes: 512,
      timeoutSeconds: 30,
      environment: { VARIANTS: '[]', AWS_ACCESS_KEY_ID: 'role' },
    }),
    tags: new Map(),
    reservedConcurrency: () => reserved,
    reserve: (count) => {
      reserved = count;
    },
  };
}

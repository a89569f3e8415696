// Run by a test, which kills it: invokes a function that never returns, and writes the id of the function's process.
import { ExecutionEnvironment } from '../../../../scripts/local-aws/lambda/execution-environment.ts';

const environment = new ExecutionEnvironment(
  {
    name: 'spinning',
    arn: 'arn:aws:lambda:eu-west-1:111111111111:function:spinning',
    region: 'eu-west-1',
    runtime: 'nodejs24.x',
    handler: 'index.handler',
    taskRoot: String(process.argv[2]),
    memoryMegabytes: 256,
    timeoutSeconds: 60,
    environment: {},
  },
  (line) => {
    if (line === 'asked to spin') console.log(pid);
  },
);
const { payload: pid } = await environment.invoke('request-1', JSON.stringify({ do: 'tell pid' }));
await environment.invoke('request-2', JSON.stringify({ do: 'spin' }));

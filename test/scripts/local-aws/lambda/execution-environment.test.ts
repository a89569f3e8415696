import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import * as z from 'zod';
import { ExecutionEnvironment } from '../../../../scripts/local-aws/lambda/execution-environment.ts';
import type { FunctionConfiguration } from '../../../../scripts/local-aws/lambda/function-configuration.ts';
import { isAlive } from '../../../support/is-alive.ts';
import { freePort } from '../../../support/start-process.ts';
import { waitUntil } from '../../../support/wait-until.ts';
import { type TaskRoot, taskRoot } from './task-root.ts';

describe('ExecutionEnvironment', () => {
  let root: TaskRoot;
  let started: ExecutionEnvironment[] = [];
  let removals: (() => Promise<void>)[] = [];

  function start(changes: Partial<FunctionConfiguration> = {}, onLog: (line: string) => void = () => {}) {
    const environment = new ExecutionEnvironment({ ...root.configuration, ...changes }, onLog);
    started.push(environment);
    return environment;
  }

  async function startWithCode(code: string) {
    const { configuration, remove } = await taskRoot(code);
    removals.push(remove);
    return start(configuration);
  }

  const run = (environment: ExecutionEnvironment, event: object) =>
    environment.invoke('request-1', JSON.stringify(event));

  before(async () => {
    root = await taskRoot();
  });
  after(() => root.remove());
  afterEach(async () => {
    await Promise.all(started.map((environment) => environment.stop()));
    await Promise.all(removals.map((remove) => remove()));
    started = [];
    removals = [];
  });

  it('returns the payload of the handler, and how long it took', async () => {
    const environment = start();

    const first = await run(environment, { do: 'return', value: { deep: ['ł', null] } });
    const before = performance.now();
    const second = await run(environment, { do: 'count' });
    const elapsedMs = performance.now() - before;

    expect(first.requestId).to.equal('request-1');
    expect(first.payload).to.deep.equal({ deep: ['ł', null] });
    expect(first.initMs).to.be.greaterThan(0);
    expect(second).to.include({ payload: 2 });
    expect(second).not.to.have.property('initMs');
    expect(second.durationMs).to.be.within(Number.MIN_VALUE, elapsedMs);
  });

  it('returns null when the handler returns nothing', async () => {
    expect(await run(start(), { do: 'return' })).to.include({ payload: null });
  });

  it('sets the variables and the context that Lambda sets, and none of the shell', async () => {
    process.env['AWS_PROFILE'] = 'developer';
    try {
      const { payload } = await run(start({ environment: { SOURCE_BUCKET: 'source' } }), { do: 'describe' });

      const described = z.record(z.string(), z.unknown()).parse(payload);
      expect(described['env']).to.include({
        SOURCE_BUCKET: 'source',
        AWS_REGION: 'eu-west-1',
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
        AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
        TZ: ':UTC',
      });
      expect(described['env']).not.to.have.any.keys('AWS_PROFILE', 'HOME', 'USER');
      expect(described['context']).to.include({
        awsRequestId: 'request-1',
        functionName: 'thumbnail',
        invokedFunctionArn: root.configuration.arn,
        memoryLimitInMB: '256',
      });
      expect(described['remaining']).to.be.within(1, 60_000);
    } finally {
      delete process.env['AWS_PROFILE'];
    }
  });

  it('passes on every line that the function writes', async () => {
    const lines: string[] = [];
    const environment = start({}, (line) => lines.push(line));

    await run(environment, { do: 'throw' });
    await waitUntil(() => lines.length >= 2);

    expect(lines[0]).to.equal('asked to throw');
    expect(lines[1]).to.match(/^Invoke Error \{"errorType":"RangeError","errorMessage":"out of range"/);
  });

  it('returns what the handler throws, and continues', async () => {
    const environment = start();

    const { error } = await run(environment, { do: 'throw' });
    expect(error).to.include({ errorType: 'RangeError', errorMessage: 'out of range' });
    expect(error?.trace?.[0]).to.equal('RangeError: out of range');
    const text = await run(environment, { do: 'throw text' });
    expect(text.error).to.include({ errorType: 'string', errorMessage: 'just text' });
    const circular = await run(environment, { do: 'be circular' });
    expect(circular.error?.errorType).to.equal('TypeError');
    expect(await run(environment, { do: 'count' })).to.include({ payload: 4 });
  });

  for (const kind of ['hang', 'spin']) {
    it(`kills a function at its timeout when its code is a ${kind}`, async () => {
      const environment = start({ timeoutSeconds: 0.1 });

      const { error, durationMs } = await run(environment, { do: kind });

      expect(error).to.deep.equal({
        errorType: 'Sandbox.Timedout',
        errorMessage: 'RequestId: request-1 Error: Task timed out after 0.10 seconds',
      });
      expect(durationMs).to.be.at.least(99);
      expect(environment.hasEnded).to.equal(true);
    });
  }

  it('kills a function that uses more memory than it has', async () => {
    const lines: string[] = [];
    const environment = start({ memoryMegabytes: 128 }, (line) => lines.push(line));

    const { error } = await run(environment, { do: 'allocate' });

    expect(error).to.deep.equal({
      errorType: 'Runtime.OutOfMemory',
      errorMessage: 'RequestId: request-1 Error: Runtime exited with error: signal: killed',
    });
    await waitUntil(() => lines.length >= 2);
    const [, usedMegabytes] = /^Memory Size: 128 MB Max Memory Used: (\d+) MB$/.exec(lines.at(-1) ?? '') ?? [];
    expect(Number(usedMegabytes)).to.be.above(128);
  });

  it('reports the exit status or signal of a process that ends by itself', async () => {
    const exited = await run(start(), { do: 'exit', status: 7 });
    const left = await run(start(), { do: 'exit', status: 0 });
    const aborted = await run(start(), { do: 'abort' });

    const messages = [exited, left, aborted].map(({ error }) => `${error?.errorType} ${error?.errorMessage}`);
    expect(messages).to.deep.equal([
      'Runtime.ExitError RequestId: request-1 Error: Runtime exited with error: exit status 7',
      'Runtime.ExitError RequestId: request-1 Error: Runtime exited without providing a reason',
      'Runtime.ExitError RequestId: request-1 Error: Runtime exited with error: signal: aborted',
    ]);
  });

  it('reports an uncaught error or rejection, which ends the process', async () => {
    const uncaught = start();
    const unhandled = start();

    const thrown = await run(uncaught, { do: 'throw later' });
    const rejected = await run(unhandled, { do: 'reject later' });

    expect(thrown.error).to.include({ errorType: 'Runtime.UncaughtException', errorMessage: 'too late' });
    expect(rejected.error).to.include({
      errorType: 'Runtime.UnhandledPromiseRejection',
      errorMessage: 'nobody waits',
    });
    expect(await uncaught.ready('request-2')).to.have.property('errorType');
    expect(uncaught.hasEnded).to.equal(true);
  });

  it('refuses a response of more than 6 MB', async () => {
    const environment = start();

    const tooLarge = await run(environment, { do: 'be large', characters: 6_291_555 });
    const fitting = await run(environment, { do: 'be large', characters: 6_291_554 });

    expect(tooLarge.error?.errorType).to.equal('Function.ResponseSizeTooLarge');
    expect(fitting.error).to.equal(undefined);
  });

  it('reports why the function cannot be initialized', async () => {
    const errors = await Promise.all(
      [
        startWithCode(`import 'missing-package'; export const handler = () => {};`),
        startWithCode('export const other = () => {};'),
        startWithCode('export const handler = ;'),
        startWithCode(`throw new TypeError('VARIANTS is not set');`),
        startWithCode(`throw 'just text';`),
        startWithCode('process.exit(3);'),
        start({ handler: 'absent.handler' }),
        start({ taskRoot: '/absent' }),
      ].map(async (environment) => (await (await environment).ready('request-1'))?.errorType),
    );

    expect(errors).to.deep.equal([
      'Runtime.ImportModuleError',
      'Runtime.HandlerNotFound',
      'Runtime.UserCodeSyntaxError',
      'TypeError',
      'string',
      'Runtime.ExitError',
      'Runtime.ImportModuleError',
      'Runtime.InvalidEntrypoint',
    ]);
  });

  it('ends its process and the running invocation when it is stopped', async () => {
    const lines: string[] = [];
    const environment = start({}, (line) => lines.push(line));
    const { payload } = await run(environment, { do: 'tell pid' });
    const invocation = run(environment, { do: 'spin' });
    await waitUntil(() => lines.includes('asked to spin'));

    await environment.stop();

    expect((await invocation).error?.errorType).to.equal('Runtime.ExitError');
    expect(isAlive(Number(payload))).to.equal(false);
  });

  it('leaves no process behind when the local AWS is killed, even one that never yields', async () => {
    const script = fileURLToPath(new URL('./spinning-function.ts', import.meta.url));
    const parent = spawn(process.execPath, ['--import', 'tsx', script, root.configuration.taskRoot]);
    const [line] = await once(createInterface(parent.stdout), 'line');
    const pid = Number(line);
    expect(isAlive(pid)).to.equal(true);

    parent.kill('SIGKILL');

    try {
      await waitUntil(() => !isAlive(pid));
    } finally {
      if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    }
  });

  it('lets a debugger attach, and then times out no more', async () => {
    const inspectPort = await freePort();
    const environment = start({ inspectPort, timeoutSeconds: 0.001 });

    expect(await run(environment, { do: 'return', value: 'in its time' })).to.include({ payload: 'in its time' });

    const response = await fetch(`http://127.0.0.1:${inspectPort}/json/list`);
    expect(await response.json()).to.have.nested.property('[0].type', 'node');
  });
});

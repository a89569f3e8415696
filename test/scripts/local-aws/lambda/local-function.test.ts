import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import type { FunctionConfiguration } from '../../../../scripts/local-aws/lambda/function-configuration.ts';
import { type LocalFunction, openLocalFunction } from '../../../../scripts/local-aws/lambda/local-function.ts';
import { expectError } from '../../../support/expect-error.ts';
import { isAlive } from '../../../support/is-alive.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';
import { waitUntil } from '../../../support/wait-until.ts';
import { type TaskRoot, taskRoot } from './task-root.ts';

describe('openLocalFunction', () => {
  let root: TaskRoot;
  let opened: LocalFunction[] = [];
  let lines: string[] = [];

  function open(concurrency: number, changes: Partial<FunctionConfiguration> = {}): LocalFunction {
    const configuration = { ...root.configuration, ...changes };
    const local = openLocalFunction({ configuration, concurrency, onLog: (line) => lines.push(line) });
    opened.push(local);
    return local;
  }

  /** The message of the error that an action must throw. */
  const messageOf = async (action: () => Promise<unknown>) => (await expectError(Error, undefined, action)).message;

  before(async () => {
    root = await taskRoot();
  });
  after(() => root.remove());
  afterEach(async () => {
    await Promise.all(opened.map((local) => local.stop()));
    opened = [];
    lines = [];
  });

  it('reuses a warm environment', async () => {
    const local = open(2);

    const cold = await local.invoke({ do: 'count' });
    const warm = await local.invoke({ do: 'count' });

    expect([cold.payload, warm.payload]).to.deep.equal([1, 2]);
    expect(cold).to.have.property('initMs');
    expect(warm).not.to.have.property('initMs');
    expect(cold.requestId).not.to.equal(warm.requestId);
  });

  it('runs as many invocations at once as its concurrency, and the others after them', async () => {
    const local = open(2);

    const all = await Promise.all(Array.from({ length: 6 }, () => local.invoke({ do: 'wait', ms: 20 })));

    expect(new Set(all.map(({ payload }) => payload)).size).to.equal(2);
    expect(all.filter(({ initMs }) => initMs !== undefined)).to.have.length(2);
  });

  it('starts a new environment after a process has exited', async () => {
    const local = open(1);

    const exited = await local.invoke({ do: 'exit', status: 1 });
    const next = await local.invoke({ do: 'count' });

    expect(exited.error?.errorType).to.equal('Runtime.ExitError');
    expect(next.payload).to.equal(1);
  });

  it('does not give the next invocation a process that died while idle', async () => {
    const local = open(1);

    const { payload: pid } = await local.invoke({ do: 'tell pid' });
    process.kill(Number(pid), 'SIGKILL');
    await waitUntil(() => !isAlive(Number(pid)));

    expect(await local.invoke({ do: 'count' })).to.include({ payload: 1 });
  });

  it('returns the request id and the attempt that it is given', async () => {
    const invocation = await open(1).invoke({ do: 'throw' }, { requestId: 'request-1', attempt: 3 });

    expect(invocation).to.include({ requestId: 'request-1', attempt: 3 });
  });

  it('prepares no more environments than its concurrency', async () => {
    const { configuration, remove } = await taskRoot(
      `console.log('started'); export const handler = () => process.pid;`,
    );
    const local = open(2, configuration);
    try {
      await local.prepare(3);
      await waitUntil(() => lines.length >= 2);
      const all = await Promise.all(Array.from({ length: 3 }, () => local.invoke({})));

      expect(new Set(all.map(({ payload }) => payload)).size).to.equal(2);
      expect(lines).to.deep.equal(['started', 'started']);
    } finally {
      await remove();
    }
  });

  it('reports why an environment cannot be prepared', async () => {
    expect(await messageOf(() => open(1, { handler: 'absent.handler' }).prepare(1))).to.match(
      /^thumbnail cannot start: Runtime\.ImportModuleError: Cannot find module 'absent'/,
    );
  });

  it('waits for the running invocation before it stops, and starts no other', async () => {
    const local = open(1);
    const file = path.join(await temporaryDirectory(), 'go-on');
    const running = local.invoke({ do: 'wait for file', file });
    const waiting = messageOf(() => local.invoke({ do: 'count' }));
    await waitUntil(() => lines.includes('asked to wait for file'));

    const stopped = local.stop();
    await writeFile(file, '');
    await stopped;

    expect((await running).error).to.equal(undefined);
    expect(await waiting).to.contain('was stopped before');
    expect(await messageOf(() => local.invoke({ do: 'count' }))).to.contain('was stopped before');
  });

  it('makes invocations wait for an update, and runs them as it says', async () => {
    const local = open(1, { environment: { STAGE: 'first' } });
    const stageOf = async () => (await local.invoke({ do: 'describe' })).payload;
    expect(await stageOf()).to.have.nested.property('env.STAGE', 'first');
    let finish: (next: FunctionConfiguration) => void = () => {};

    const updated = local.update(new Promise((resolve) => (finish = resolve)));
    const waiting = stageOf();
    finish({ ...root.configuration, environment: { STAGE: 'second' } });
    await updated;

    expect(await waiting).to.have.nested.property('env.STAGE', 'second');
  });

  it('keeps its environments when an update changes nothing', async () => {
    const local = open(1);
    await local.invoke({ do: 'count' });

    await local.update(Promise.resolve({ ...root.configuration }));

    expect((await local.invoke({ do: 'count' })).payload).to.equal(2);
  });

  it('lets a running invocation end as it began, and then ends its process', async () => {
    const file = path.join(await temporaryDirectory(), 'go');
    const local = open(2);
    const running = local.invoke({ do: 'wait for file', file });
    await waitUntil(() => lines.length > 0);

    await local.update(Promise.resolve({ ...root.configuration, environment: { STAGE: 'second' } }));
    await writeFile(file, '');

    const { payload: pid } = await running;
    expect(pid).to.be.a('number');
    await waitUntil(() => !isAlive(Number(pid)));
  });

  for (const [problem, next] of [
    ['cannot be made', () => Promise.reject(new Error('no such code'))],
    ['does not start', async () => ({ ...root.configuration, handler: 'missing.handler' })],
  ] as const) {
    it(`goes on as before when an update ${problem}`, async () => {
      const local = open(1);
      await local.invoke({ do: 'count' });

      expect(await messageOf(() => local.update(next()))).to.match(/no such code|Cannot find module 'missing'/);

      expect((await local.invoke({ do: 'return', value: 'as before' })).payload).to.equal('as before');
    });
  }
});

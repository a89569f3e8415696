// Runs in the function's process and does what AWS's Node.js runtime does between the Runtime API and the handler. It is
// plain JavaScript because, like the function, it runs without a loader and without installed packages.
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

// An import would take 30 ms longer: see scripts/build/light-http.mjs.
const http = process.getBuiltinModule('node:http');
const runtimeApi = `http://${variable('AWS_LAMBDA_RUNTIME_API')}/2018-06-01/runtime`;
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
/** @type {string | undefined} */
let requestId;

new Worker(new URL('./runtime-watchdog.mjs', import.meta.url)).unref();
// Ctrl-C in a terminal reaches every process of the group, but the parent decides whether running invocations may finish.
process.on('SIGINT', () => {});
// The local AWS has ended when nobody reads the output. To report that would fail again, in an endless loop.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => process.exit(1));
process.on('uncaughtException', (error) => abandon('Runtime.UncaughtException', error, 129));
process.on('unhandledRejection', (reason) => abandon('Runtime.UnhandledPromiseRejection', reason, 128));

const handler = await loadHandler(variable('LAMBDA_TASK_ROOT'), variable('_HANDLER')).catch((error) =>
  abandon(describe(error).errorType, error, 1),
);
for (;;) {
  const { headers, body } = await call('GET', 'invocation/next');
  requestId = String(headers['lambda-runtime-aws-request-id']);
  try {
    const result = JSON.stringify(await handler(JSON.parse(body), contextOf(requestId, headers)));
    await call('POST', `invocation/${requestId}/response`, result ?? 'null');
  } catch (error) {
    const described = describe(error);
    console.error('Invoke Error', JSON.stringify(described));
    await call('POST', `invocation/${requestId}/error`, JSON.stringify(described));
  }
  requestId = undefined;
}

/**
 * @param {string} taskRoot
 * @param {string} name such as `index.handler`: the module's path below the task root without its ending, a dot, the export
 * @returns {Promise<(event: unknown, context: object) => unknown>}
 */
async function loadHandler(taskRoot, name) {
  const [, modulePath = '', exportName = ''] = /^(.+)\.([^.]+)$/.exec(name) ?? [];
  const file = ['.js', '.mjs', '.cjs'].map((ending) => path.join(taskRoot, modulePath + ending)).find(existsSync);
  if (!file) throw named('Runtime.ImportModuleError', `Cannot find module '${modulePath}' of ${name} in ${taskRoot}`);
  const module = await import(pathToFileURL(file).href).catch((error) => {
    if (error?.code === 'ERR_MODULE_NOT_FOUND') throw named('Runtime.ImportModuleError', error.message);
    if (error instanceof SyntaxError) throw named('Runtime.UserCodeSyntaxError', error.message);
    throw error;
  });
  if (typeof module[exportName] !== 'function') {
    throw named('Runtime.HandlerNotFound', `${name} is undefined or not exported`);
  }
  return module[exportName];
}

/**
 * @param {string} awsRequestId
 * @param {import('node:http').IncomingHttpHeaders} headers
 */
function contextOf(awsRequestId, headers) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  return {
    awsRequestId,
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    functionName: variable('AWS_LAMBDA_FUNCTION_NAME'),
    functionVersion: variable('AWS_LAMBDA_FUNCTION_VERSION'),
    memoryLimitInMB: variable('AWS_LAMBDA_FUNCTION_MEMORY_SIZE'),
    logGroupName: variable('AWS_LAMBDA_LOG_GROUP_NAME'),
    logStreamName: variable('AWS_LAMBDA_LOG_STREAM_NAME'),
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

/**
 * Reports an error after which the process cannot continue, and exits.
 * @param {string} errorType
 * @param {unknown} error
 * @param {number} exitStatus
 * @returns {Promise<never>}
 */
async function abandon(errorType, error, exitStatus) {
  const described = JSON.stringify({ ...describe(error), errorType });
  console.error(described);
  // The Runtime API may have ended; the exit status then says enough.
  await call('POST', requestId ? `invocation/${requestId}/error` : 'init/error', described).catch(() => {});
  process.exit(exitStatus);
}

/**
 * @param {string} method
 * @param {string} resource
 * @param {string} [body]
 */
async function call(method, resource, body) {
  const request = http.request(`${runtimeApi}/${resource}`, { method, agent }).end(body);
  const [response] = await once(request, 'response');
  return { headers: response.headers, body: await text(response) };
}

/** @param {unknown} error */
function describe(error) {
  return error instanceof Error
    ? { errorType: String(error.name), errorMessage: String(error.message), trace: String(error.stack).split('\n') }
    : { errorType: typeof error, errorMessage: String(error), trace: [] };
}

/**
 * @param {string} name
 * @param {string} message
 */
function named(name, message) {
  return Object.assign(new Error(message), { name });
}

/** @param {string} name */
function variable(name) {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: this file is run by an execution environment.`);
  return value;
}

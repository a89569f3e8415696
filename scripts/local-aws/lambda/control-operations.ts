import * as z from 'zod';
import { type Answer, failure } from './answer.ts';
import type { FunctionConfiguration } from './function-configuration.ts';

/** The part of a function that Lambda's API reads and changes without invoking it. */
export interface ControllableFunction {
  arn: string;
  configuration(): FunctionConfiguration;
  /** Undefined when none is reserved. */
  reservedConcurrency(): number | undefined;
  reserve(concurrency: number | undefined): void;
  tags: Map<string, string>;
}

/** A request that was recognized as one of these operations. */
export interface ControlRequest {
  operation: ControlOperation;
  /** The name or ARN of the function. */
  reference: string;
}

type ControlOperation = (typeof routes)[number]['operation'];

const routes = [
  {
    operation: 'GetFunctionConfiguration',
    method: 'GET',
    path: /^\/2015-03-31\/functions\/([^/?]+)\/configuration$/,
  },
  { operation: 'GetFunctionConcurrency', method: 'GET', path: /^\/2019-09-30\/functions\/([^/?]+)\/concurrency$/ },
  { operation: 'PutFunctionConcurrency', method: 'PUT', path: /^\/2017-10-31\/functions\/([^/?]+)\/concurrency$/ },
  {
    operation: 'DeleteFunctionConcurrency',
    method: 'DELETE',
    path: /^\/2017-10-31\/functions\/([^/?]+)\/concurrency$/,
  },
  { operation: 'ListTags', method: 'GET', path: /^\/2017-03-31\/tags\/([^/?]+)$/ },
  { operation: 'TagResource', method: 'POST', path: /^\/2017-03-31\/tags\/([^/?]+)$/ },
  { operation: 'UntagResource', method: 'DELETE', path: /^\/2017-03-31\/tags\/([^/?]+)\?/ },
] as const;

/** The operations that `control` answers. */
export const controlOperations = routes.map(({ operation }) => operation);

const Concurrency = z.strictObject({ ReservedConcurrentExecutions: z.int().min(0) });
const Tags = z.strictObject({ Tags: z.record(z.string(), z.string()) });

/** Returns the operation that a request asks for, or undefined when it is none of these. */
export function readControlRequest(method: string, url: string): ControlRequest | undefined {
  for (const { operation, method: expected, path } of routes) {
    const [, reference] = path.exec(url) ?? [];
    if (method === expected && reference !== undefined) return { operation, reference: decodeURIComponent(reference) };
  }
  return undefined;
}

/** Reads or changes a function, and returns Lambda's answer. */
export function control(
  operation: ControlOperation,
  controlled: ControllableFunction,
  { url, body }: { url: string; body: string },
): Answer {
  switch (operation) {
    case 'GetFunctionConfiguration':
      return { status: 200, body: configurationOf(controlled) };
    case 'GetFunctionConcurrency':
      return { status: 200, body: { ReservedConcurrentExecutions: controlled.reservedConcurrency() } };
    case 'PutFunctionConcurrency': {
      const { data, error } = Concurrency.safeParse(parsed(body));
      if (error) return failure(400, 'InvalidParameterValueException', z.prettifyError(error));
      controlled.reserve(data.ReservedConcurrentExecutions);
      return { status: 200, body: data };
    }
    case 'DeleteFunctionConcurrency':
      controlled.reserve(undefined);
      return { status: 204 };
    case 'ListTags':
      return { status: 200, body: { Tags: Object.fromEntries(controlled.tags) } };
    case 'TagResource': {
      const { data, error } = Tags.safeParse(parsed(body));
      if (error) return failure(400, 'InvalidParameterValueException', z.prettifyError(error));
      for (const [key, value] of Object.entries(data.Tags)) controlled.tags.set(key, value);
      return { status: 204 };
    }
    case 'UntagResource': {
      const { searchParams } = new URL(url, 'http://127.0.0.1');
      for (const key of searchParams.getAll('tagKeys')) controlled.tags.delete(key);
      return { status: 204 };
    }
  }
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html */
function configurationOf({ configuration, arn }: ControllableFunction): object {
  const { name, runtime, handler, memoryMegabytes, timeoutSeconds, environment } = configuration();
  // The runtime sets these, and Lambda does not show them.
  const variables = Object.entries(environment).filter(([name]) => !name.startsWith('AWS_'));
  return {
    FunctionName: name,
    FunctionArn: arn,
    Runtime: runtime,
    Handler: handler,
    MemorySize: memoryMegabytes,
    Timeout: timeoutSeconds,
    Environment: { Variables: Object.fromEntries(variables) },
    Version: '$LATEST',
    State: 'Active',
    LastUpdateStatus: 'Successful',
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { readCredential } from './read-credential.ts';

export interface JsonAnswer {
  status: number;
  body: object;
}

/** Answers one action. The body of the request is undefined when it is not JSON. */
type Action = (parameters: unknown, accessKeyId: string) => JsonAnswer;

export interface JsonServiceOptions {
  /** The name of the service in messages. */
  name: string;
  /** The part of the `x-amz-target` header before the action. */
  target: string;
  actions: Readonly<Record<string, Action>>;
  /** Called with a line for each request that is not implemented. */
  onRefusal: (line: string) => void;
}

/** Creates a handler of requests in AWS's JSON protocol 1.1. It refuses every action that is not given by name. */
export function jsonService({ name, target, actions, onRefusal }: JsonServiceOptions) {
  const answer = (request: IncomingMessage, body: string): JsonAnswer => {
    const action = String(request.headers['x-amz-target']).replace(`${target}.`, '');
    const accessKeyId = readCredential(request.headers.authorization)?.accessKeyId ?? '';
    const perform = Object.hasOwn(actions, action) ? actions[action] : undefined;
    if (perform) return perform(parsed(body), accessKeyId);
    const implemented = Object.keys(actions).join(' and ');
    const message = `The local ${name} does not implement ${action}. It implements ${implemented}.`;
    onRefusal(message);
    return jsonFailure('NotImplemented', message, 501);
  };
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { status, body } = answer(request, await text(request));
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  };
}

/** Returns an error in the same protocol. */
export function jsonFailure(type: string, message: string, status = 400): JsonAnswer {
  return { status, body: { __type: type, message } };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

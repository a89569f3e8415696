import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from '../../local-aws/index.ts';

/** A fault of one request to S3. It runs in place of the handler that would answer, or around it. */
export type S3Fault = (handler: RequestHandler, request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Longer than the function waits for S3. */
const stallMs = 2500;

export const s3Faults = {
  'S3 answers 500': refuse(500, 'InternalError'),
  'S3 answers 503': refuse(503, 'SlowDown'),
  'S3 does not answer': async (_, request, response) => {
    request.resume();
    setTimeout(() => response.destroy(), stallMs).unref();
  },
  'S3 does it, but the answer is lost': (handler, request, response) => {
    response.writeHead = () => response.destroy();
    return handler(request, response);
  },
  'a body ends too soon': (handler, request, response) => {
    changeBody(response, (piece, write) => write(piece.subarray(0, piece.length / 2), () => response.destroy()));
    return handler(request, response);
  },
  'a body stalls': (handler, request, response) => {
    // Once the handler has ended the response, it no longer leads to its connection.
    const { socket } = request;
    changeBody(response, (piece, write) => {
      write(piece.subarray(0, piece.length / 2), () => {});
      setTimeout(() => socket.destroy(), stallMs).unref();
    });
    return handler(request, response);
  },
  'a byte of a body is changed': (handler, request, response) => {
    // A wrong checksum of a received body has the same effect as a wrong byte.
    const checksum = request.headers['x-amz-checksum-crc32'];
    if (checksum !== undefined) request.headers['x-amz-checksum-crc32'] = changeLetter(String(checksum));
    let isFirst = true;
    changeBody(response, (piece, write, done) => {
      write(isFirst ? changeByte(piece) : piece, done);
      isFirst = false;
    });
    return handler(request, response);
  },
} satisfies Record<string, S3Fault>;

function refuse(status: number, code: string): S3Fault {
  return async (_, request, response) => {
    request.resume();
    response.writeHead(status, { 'content-type': 'application/xml' });
    response.end(`<Error><Code>${code}</Code><Message>Try again.</Message></Error>`);
  };
}

type Write = (piece: Buffer, done: () => void) => void;

/** Passes each piece of a response's body through `change`. */
function changeBody(response: ServerResponse, change: (piece: Buffer, write: Write, done: () => void) => void): void {
  const write = response.write.bind(response);
  response.write = (piece: unknown, ...rest: unknown[]) => {
    const done = rest.find((it) => typeof it === 'function') ?? (() => {});
    if (Buffer.isBuffer(piece)) change(piece, write, done as () => void);
    return true;
  };
}

function changeByte(piece: Buffer): Buffer {
  const changed = Buffer.from(piece);
  const middle = changed.length >> 1;
  changed.writeUInt8(changed.readUInt8(middle) ^ 1, middle);
  return changed;
}

function changeLetter(base64: string): string {
  return (base64.startsWith('A') ? 'B' : 'A') + base64.slice(1);
}

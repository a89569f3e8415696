import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fstatSync, openSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, get as request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { sendFile } from '../../../../scripts/local-aws/s3/send-file.ts';
import { FileRange } from '../../../../scripts/local-aws/s3/store/file-range.ts';
import { expectError } from '../../../support/expect-error.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

describe('sendFile', () => {
  /** More than a connection takes at once. */
  const contents = [randomBytes(20_000_000), randomBytes(20_000_000)];
  let server: Server;
  let sent: Promise<void>[];
  let files: number[];

  beforeEach(async () => {
    const directory = await temporaryDirectory();
    sent = [];
    files = await Promise.all(
      contents.map(async (content, index) => {
        const file = path.join(directory, String(index));
        await writeFile(file, content);
        return openSync(file, 'r');
      }),
    );
    server = createServer(({ url = '' }, response) => {
      const [, file = 0, first = 0, last = 0] = url.split('/').map(Number);
      const sending = sendFile(response, new FileRange(files[file] ?? 0, { first, last }));
      // A test may look at the rejection only later.
      sending.catch(() => undefined);
      sent.push(sending);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  async function responseTo(url: string): Promise<IncomingMessage> {
    const { port } = server.address() as AddressInfo;
    const [response] = await once(request({ host: '127.0.0.1', port, path: url }), 'response');
    return response;
  }
  const isOpen = (file = 0) => {
    try {
      return fstatSync(file).isFile();
    } catch {
      return false;
    }
  };

  it('sends a range to each of two clients that read at the same time, and closes both files', async () => {
    const responses = await Promise.all(['/0/1/19999998', '/1/0/19999999'].map(responseTo));

    const received = await Promise.all(responses.map(buffer));

    await Promise.all(sent);
    expect(received[0]?.equals(contents[0]?.subarray(1, -1) ?? Buffer.of())).to.equal(true);
    expect(received[1]?.equals(contents[1] ?? Buffer.of())).to.equal(true);
    expect(files.map(isOpen)).to.deep.equal([false, false]);
  });

  it('rejects and closes the file when the client hangs up, and then sends to another', async () => {
    const abandoned = await responseTo('/0/0/19999999');
    abandoned.destroy();
    await expectError(Error, undefined, () => sent[0]);

    const received = await buffer(await responseTo('/1/0/19999999'));

    expect(received.equals(contents[1] ?? Buffer.of())).to.equal(true);
    expect(files.map(isOpen)).to.deep.equal([false, false]);
  });

  it('rejects when the file is shorter than the range', async () => {
    const response = await responseTo('/0/19999999/20000000');
    response.resume();

    const { message } = await expectError(Error, undefined, () => sent[0]);

    expect(message).to.equal('The file has 20000000 bytes, expected at least 20000001.');
  });
});

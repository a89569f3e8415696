import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import fc from 'fast-check';
import { sizes, srcset, thumbnailUrl, upload, waitForResult } from '../../client/index.js';
import { fillTemplate } from '../../functions/thumbnail/keys/fill-template.ts';
import { expectError } from '../support/expect-error.ts';

const variants = [
  { name: '200x200', keyTemplate: '200x200/{key}.webp' },
  { name: 'thumbs', keyTemplate: '{dir}/thumbs/{name}.{ext}_300x.jpeg' },
];
const pipeline = { url: 'https://images.example.com', variants };

const hasDots = (key: string) => key.split('/').some((part) => part === '.' || part === '..');
const keys = fc.string({ unit: 'grapheme', minLength: 1 }).filter((key) => !hasDots(key));

describe('thumbnailUrl', () => {
  it('leads to the key that the function writes, whatever characters the key has', () => {
    fc.assert(
      fc.property(keys, fc.constantFrom(...variants), (key, { name, keyTemplate }) => {
        const { pathname, search, hash } = new URL(thumbnailUrl(pipeline, key, name));
        const expected = `/${fillTemplate(keyTemplate, key)}`;
        expect([decodeURIComponent(pathname), search, hash]).to.deep.equal([expected, '', '']);
      }),
    );
  });

  for (const [key, path] of [
    ['a b.jpg', 'a%20b.jpg'],
    ['a#b?c%d+e&f.jpg', 'a%23b%3Fc%25d%2Be%26f.jpg'],
    ['猫/ö.jpg', '%E7%8C%AB/%C3%B6.jpg'],
    ['a//b.jpg', 'a//b.jpg'],
  ] as const) {
    it(`encodes ${key}`, () => {
      expect(thumbnailUrl(pipeline, key)).to.equal(`https://images.example.com/200x200/${path}.webp`);
    });
  }

  it('takes a URL with a path and a slash at its end', () => {
    const url = thumbnailUrl({ ...pipeline, url: 'http://127.0.0.1:4580/processed/' }, 'cat.jpg');

    expect(url).to.equal('http://127.0.0.1:4580/processed/200x200/cat.jpg.webp');
  });

  for (const key of ['../a.jpg', 'a/./b.jpg', 'a/../b.jpg']) {
    it(`refuses ${key}, which browsers would resolve`, () => {
      expect(() => thumbnailUrl(pipeline, key)).to.throw(TypeError, `"200x200/${key}.webp" cannot be a URL`);
    });
  }

  it('names the variants when there is none of that name', () => {
    expect(() => thumbnailUrl(pipeline, 'a.jpg', 'small')).to.throw(
      'No variant is named "small", expected one of: 200x200, thumbs.',
    );
  });
});

describe('srcset and sizes', () => {
  const thumbnails = [
    { key: 'small/a b.jpg.webp', width: 200 },
    { key: 'large/a b.jpg.webp', width: 800 },
  ];

  it('give each thumbnail with its width', () => {
    expect(srcset(pipeline, thumbnails)).to.equal(
      'https://images.example.com/small/a%20b.jpg.webp 200w, https://images.example.com/large/a%20b.jpg.webp 800w',
    );
  });

  it('name the version, so that no cache gives an earlier image', () => {
    expect(srcset(pipeline, thumbnails.slice(0, 1), 'abc')).to.equal(
      'https://images.example.com/small/a%20b.jpg.webp?v=abc 200w',
    );
  });

  it('let the image be as wide as its largest thumbnail, and no wider than the window', () => {
    expect(sizes(thumbnails)).to.equal('(max-width: 800px) 100vw, 800px');
  });
});

describe('upload', () => {
  const file = new File(['image'], 'cat.png', { type: 'image/png' });

  it('puts the file with the headers of the target, and returns its ETag without quotes', async () => {
    const server = await serve(async (request, response) => {
      const sent = `${request.method} ${request.headers['content-type']} ${await bodyOf(request)}`;
      response.writeHead(200, { etag: '"abc"', sent }).end();
    });
    const target = { key: 'a.png', url: `${server.url}/source/a.png`, headers: { 'content-type': 'image/png' } };

    expect(await upload(target, file)).to.deep.equal({ key: 'a.png', etag: 'abc' });
    expect(server.seen).to.deep.equal(['PUT /source/a.png']);
  });

  it('posts a form whose last field is the file', async () => {
    let form = '';
    const server = await serve(async (request, response) => {
      form = await bodyOf(request);
      response.writeHead(204, { etag: '"abc"' }).end();
    });

    await upload({ key: 'a.png', url: `${server.url}/source`, fields: { key: 'a.png', policy: 'p' } }, file);

    expect(server.seen).to.deep.equal(['POST /source']);
    expect([...form.matchAll(/; name="(\w+)"/g)].map(([, name]) => name)).to.deep.equal(['key', 'policy', 'file']);
  });

  it('puts the name of the file into the key itself, since forms encode a quotation mark in a name', async () => {
    let form = '';
    const server = await serve(async (request, response) => {
      form = await bodyOf(request);
      response.writeHead(204, { etag: '"abc"' }).end();
    });
    // biome-ignore lint/suspicious/noTemplateCurlyInString: S3's own placeholder
    const key = 'users/42/${filename}';

    const uploaded = await upload({ key, url: server.url, fields: { key } }, new File(['x'], 'a"b.png'));

    expect(uploaded.key).to.equal('users/42/a"b.png');
    expect(form).to.contain('name="key"\r\n\r\nusers/42/a"b.png\r\n');
  });

  it('says which error S3 answered with', async () => {
    const server = await serve((_, response) =>
      response.writeHead(400).end('<Error><Code>EntityTooLarge</Code></Error>'),
    );

    const error = await expectError(Error, 'EntityTooLarge', () => upload({ key: 'a.png', url: server.url }, file));
    expect(error).to.include({ code: 'EntityTooLarge', message: 'The upload of a.png failed: 400 EntityTooLarge' });
  });

  it('says what CORS lacks when the ETag is hidden', async () => {
    const server = await serve((_, response) => response.writeHead(200).end());

    const error = await expectError(Error, undefined, () => upload({ key: 'a.png', url: server.url }, file));
    expect(error.message).to.contain('Expose the ETag header');
  });
});

describe('waitForResult', () => {
  const rejected = { result: 'rejected', code: 'corrupt-image', sourceEtag: 'new', settings: 's' };
  /** Answers each request with the next status and body, and all later ones with the last. */
  const serveInTurn = (...answers: Array<[status: number, body?: unknown]>) =>
    serve((_, response) => {
      const [status, body] = answers.length > 1 ? (answers.shift() ?? [500]) : (answers[0] ?? [500]);
      response.writeHead(status).end(body === undefined ? '' : JSON.stringify(body));
    });

  it('asks again until the result is there', async () => {
    const server = await serveInTurn([404], [403], [200, rejected]);

    expect(await waitForResult(server, { key: 'a b.jpg', etag: '"new"' })).to.deep.equal(rejected);
    expect(server.seen).to.deep.equal(Array(3).fill('GET /results/a%20b.jpg.json'));
  });

  it('passes over the result of an earlier upload', async () => {
    const server = await serveInTurn([200, { ...rejected, sourceEtag: 'old' }], [200, rejected]);

    expect(await waitForResult(server, { key: 'a.jpg', etag: 'new' })).to.deep.equal(rejected);
  });

  it('takes any result when no ETag is given', async () => {
    const server = await serveInTurn([200, { ...rejected, sourceEtag: 'old' }]);

    expect(await waitForResult(server, { key: 'a.jpg' })).to.include({ sourceEtag: 'old' });
  });

  it('is late when no result comes in time', async () => {
    const server = await serveInTurn([404]);

    expect(await waitForResult(server, { key: 'a.jpg' }, { timeoutMs: 300 })).to.deep.equal({ result: 'late' });
  });

  it('is late when nobody answers', async () => {
    const server = await serveInTurn([404]);
    await server.close();

    expect(await waitForResult(server, { key: 'a.jpg' }, { timeoutMs: 1 })).to.deep.equal({ result: 'late' });
  });

  it('is late when the answer does not come in time', async () => {
    const server = await serve(() => {});

    expect(await waitForResult(server, { key: 'a.jpg' }, { timeoutMs: 50 })).to.deep.equal({ result: 'late' });
  });

  it('ends at once when it is aborted while nobody answers', async () => {
    const abort = new AbortController();
    const server = await serve(() => abort.abort(new Error('left the page')));

    const error = await expectError(Error, undefined, () =>
      waitForResult(server, { key: 'a.jpg' }, { signal: abort.signal }),
    );
    expect(error.message).to.equal('left the page');
  });

  it('ends with the reason of the abort', async () => {
    const abort = new AbortController();
    const server = await serve((_, response) => {
      response.writeHead(404).end();
      setImmediate(() => abort.abort(new Error('left the page')));
    });

    const error = await expectError(Error, undefined, () =>
      waitForResult(server, { key: 'a.jpg' }, { signal: abort.signal }),
    );
    expect(error.message).to.equal('left the page');
  });
});

const closing: Array<() => Promise<void>> = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(answer: RequestListener) {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  closing.push(close);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, close };
}

async function bodyOf(request: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('latin1');
}

import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import { root } from '../cli/project-root.ts';
import { RequestError } from './request-error.ts';
import { pageHeaders } from './security-headers.ts';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};

const directories = {
  page: path.join(root, 'scripts', 'console', 'page'),
  /** The client that the web pages of this project's users have. */
  client: path.join(root, 'client'),
};

/**
 * Sends a file of the page, or of the client.
 *
 * @param name such as `index.html`
 * @throws {RequestError} when there is no such file
 */
export async function sendPage(
  directory: keyof typeof directories,
  name: string,
  response: ServerResponse,
): Promise<void> {
  const type = types[path.extname(name)];
  const isName = /^[a-z-]+\.[a-z]+$/.test(name);
  const file = path.join(directories[directory], name);
  const content = isName && type ? await readFile(file).catch(() => undefined) : undefined;
  if (!content) throw new RequestError(404, `The console has no file ${JSON.stringify(name)}.`);
  response.writeHead(200, { ...pageHeaders, 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' });
  response.end(content);
}

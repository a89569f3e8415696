import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { common, type Route, routes } from '../../../../scripts/local-aws/s3/operations.ts';
import { fixed } from '../../../../scripts/local-aws/s3/request/fixed-headers.ts';

const readme = new URL('../../../../scripts/local-aws/README.md', import.meta.url);

describe('routes', () => {
  it('are the ones in the README', () => {
    const [, described] = /<!-- routes -->\n(.*)\n<!-- \/routes -->/s.exec(readFileSync(readme, 'utf8')) ?? [];

    expect(described).to.equal(description());
  });
});

/** The part of the README about the requests that the local S3 serves. */
function description(): string {
  const rows = Object.entries<Route>(routes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { request, needs = [], needsHeader, takes = [], headers = [] }]) => {
      const selector = `${request}${needs.length > 0 ? ` ?${needs.join('&')}` : ''}`;
      const selected = needsHeader === undefined ? `\`${selector}\`` : `\`${selector}\` with \`${needsHeader}\``;
      return `| ${name} | ${selected} | ${codes(takes)} | ${codes(headers)} |`;
    });
  const values = Object.entries(fixed).map(([name, value]) => `${name}: ${value}`);
  return [
    '',
    '| operation | request | parameters | headers |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    `Accepted with one value only: ${codes(values)}.`,
    '',
    `Accepted with any request: ${codes(common)}.`,
    '',
  ].join('\n');
}

function codes(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

import { expect } from 'chai';
import { assertSameOrigin } from '../../../scripts/console/assert-same-origin.ts';
import { RequestError } from '../../../scripts/console/request-error.ts';
import { expectError } from '../../support/expect-error.ts';

const host = '127.0.0.1:4580';
const own = `http://${host}`;

describe('assertSameOrigin', () => {
  for (const [method, headers] of [
    ['GET', {}],
    ['GET', { origin: own, 'sec-fetch-site': 'same-origin' }],
    ['GET', { 'sec-fetch-site': 'none' }],
    ['POST', { origin: own, 'sec-fetch-site': 'same-origin' }],
    ['DELETE', { origin: own }],
  ] as const) {
    it(`admits ${method} with ${JSON.stringify(headers)}`, () => {
      expect(() => assertSameOrigin({ method, headers: { host, ...headers } })).not.to.throw();
    });
  }

  for (const [method, headers] of [
    ['POST', {}],
    ['DELETE', { 'sec-fetch-site': 'same-origin' }],
    ['POST', { origin: 'https://example.com' }],
    ['POST', { origin: 'null' }],
    ['GET', { origin: 'http://127.0.0.1:8080' }],
    ['GET', { 'sec-fetch-site': 'cross-site' }],
    ['GET', { 'sec-fetch-site': 'same-site' }],
    ['POST', { origin: own, 'sec-fetch-site': 'cross-site' }],
  ] as const) {
    it(`refuses ${method} with ${JSON.stringify(headers)}`, async () => {
      const error = await expectError(RequestError, undefined, () =>
        assertSameOrigin({ method, headers: { host, ...headers } }),
      );
      expect(error.status).to.equal(403);
    });
  }
});

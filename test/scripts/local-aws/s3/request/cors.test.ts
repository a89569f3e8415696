import { expect } from 'chai';
import { S3Error } from '../../../../../scripts/local-aws/s3/errors.ts';
import {
  assertNotForged,
  type CorsRule,
  preflightHeaders,
  responseHeaders,
} from '../../../../../scripts/local-aws/s3/request/cors.ts';
import { expectError } from '../../../../support/expect-error.ts';

const rule: CorsRule = {
  allowedOrigins: ['https://app.example.com', 'https://*.example.org'],
  allowedMethods: ['PUT', 'POST'],
  allowedHeaders: ['content-*', 'x-amz-date'],
  exposeHeaders: ['ETag'],
  maxAgeSeconds: 60,
};
const preflight = (origin: string, method = 'PUT', requested?: string) =>
  new Map([
    ['origin', origin],
    ['access-control-request-method', method],
    ...(requested === undefined ? [] : [['access-control-request-headers', requested] as const]),
  ]);

describe('preflightHeaders', () => {
  it('allows the methods and headers of the rule that matches', () => {
    const headers = preflightHeaders([rule], preflight('https://app.example.com', 'PUT', 'Content-Type, X-Amz-Date'));

    expect(headers).to.deep.equal({
      'access-control-allow-origin': 'https://app.example.com',
      'access-control-allow-methods': 'PUT, POST',
      'access-control-allow-headers': 'Content-Type, X-Amz-Date',
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'ETag',
      'access-control-max-age': '60',
      vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
    });
  });

  it('allows any origin, without credentials, by an asterisk', () => {
    const headers = preflightHeaders([{ ...rule, allowedOrigins: ['*'] }], preflight('https://a.example.com'));

    expect(headers['access-control-allow-origin']).to.equal('*');
    expect(headers).not.to.have.property('access-control-allow-credentials');
  });

  it('allows an origin by a wildcard within', () => {
    expect(preflightHeaders([rule], preflight('https://a.example.org'))).to.include({
      'access-control-allow-origin': 'https://a.example.org',
    });
  });

  for (const [what, rules, headers, code] of [
    ['another origin', [rule], preflight('https://other.example.com'), 'AccessForbidden'],
    ['an origin that only ends alike', [rule], preflight('https://example.org'), 'AccessForbidden'],
    ['another method', [rule], preflight('https://app.example.com', 'DELETE'), 'AccessForbidden'],
    ['another header', [rule], preflight('https://app.example.com', 'PUT', 'x-amz-acl'), 'AccessForbidden'],
    ['a bucket without rules', [], preflight('https://app.example.com'), 'AccessForbidden'],
    ['a request without an origin', [rule], new Map([['access-control-request-method', 'PUT']]), 'BadRequest'],
    ['a request without a method', [rule], new Map([['origin', 'https://app.example.com']]), 'BadRequest'],
  ] as const) {
    it(`refuses ${what}`, async () => {
      await expectError(S3Error, code, () => preflightHeaders(rules, headers));
    });
  }
});

describe('responseHeaders', () => {
  it('lets a page of the rule read the response', () => {
    const headers = new Map([['origin', 'https://app.example.com']]);

    expect(responseHeaders([rule], 'PUT', headers)).to.include({ 'access-control-expose-headers': 'ETag' });
    expect(responseHeaders([rule], 'GET', headers)).to.deep.equal({});
    expect(responseHeaders([rule], 'PUT', new Map())).to.deep.equal({});
  });
});

describe('assertNotForged', () => {
  for (const [method, origin] of [
    ['POST', undefined],
    ['POST', 'http://localhost:8080'],
    ['POST', 'http://127.0.0.1:8080'],
    ['POST', 'https://app.example.com'],
    ['GET', 'https://evil.example.com'],
  ] as const) {
    it(`allows ${method} from ${origin ?? 'a program'}`, () => {
      const headers = new Map(origin === undefined ? [] : [['origin', origin]]);

      expect(() => assertNotForged([rule], method, headers)).not.to.throw();
    });
  }

  for (const origin of ['https://evil.example.com', 'http://localhost.evil.example.com', 'null']) {
    it(`refuses POST from ${origin}`, async () => {
      await expectError(S3Error, 'AccessForbidden', () =>
        assertNotForged([rule], 'POST', new Map([['origin', origin]])),
      );
    });
  }
});

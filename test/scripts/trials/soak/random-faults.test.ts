import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { type Random, randomOf } from '../../../../scripts/trials/random.ts';
import { randomFaults } from '../../../../scripts/trials/soak/random-faults.ts';

/** With which S3 takes 0.2 s for every request, before it does it, and nothing else goes wrong. */
const slow: Random = {
  ...randomOf(0),
  happens: (probability) => probability >= 0.2,
  below: () => 200,
};

describe('randomFaults', () => {
  for (const isKilled of [false, true]) {
    it(`${isKilled ? 'does not have' : 'has'} a request done that is late, when who sent it is ${isKilled ? 'gone' : 'there'}`, async () => {
      const done: string[] = [];
      const s3 = randomFaults(slow, 'role').s3(async (request, response) => {
        done.push(`${request.method}`);
        response.end();
      });
      const server = http.createServer((request, response) => void s3(request, response)).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const headers = { authorization: 'AWS4-HMAC-SHA256 Credential=role/2026' };
      const request = http.request({ port, method: 'DELETE', headers, agent: false }).end();
      request.on('error', () => {});
      await delay(100);
      if (isKilled) request.destroy();
      await delay(300);
      server.close();

      expect(done).to.deep.equal(isKilled ? [] : ['DELETE']);
    });
  }
});

import { expect } from 'chai';
import {
  type HttpEndpoint,
  openHttpEndpoint,
  type RequestHandler,
} from '../../../../scripts/local-aws/http/http-endpoint.ts';
import { routeByService } from '../../../../scripts/local-aws/http/route-by-service.ts';

const signedFor = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=ME/20260102/eu-west-1/${service}/aws4_request, Signature=0`,
});

describe('routeByService', () => {
  let http: HttpEndpoint;
  let refusals: string[];
  const send = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${http.url}${path}`, { method: 'POST', headers });
    return { status: response.status, headers: response.headers, body: Buffer.from(await response.arrayBuffer()) };
  };

  beforeEach(async () => {
    refusals = [];
    http = await openHttpEndpoint(0);
    const named =
      (name: string): RequestHandler =>
      async (_request, response) =>
        void response.end(name);
    const services = {
      s3: named('s3'),
      sqs: named('sqs'),
      lambda: named('lambda'),
      logs: named('logs'),
      kms: named('kms'),
    };
    http.serve(routeByService(services, (line) => refusals.push(line)));
  });
  afterEach(() => http.close());

  for (const [path, headers, expected] of [
    ['/bucket', {}, 's3'],
    ['/bucket', signedFor('s3'), 's3'],
    ['/', signedFor('sqs'), 'sqs'],
    ['/', { 'x-amz-target': 'AmazonSQS.ReceiveMessage' }, 'sqs'],
    ['/2015-03-31/functions/f/invocations', {}, 'lambda'],
    ['/2015-03-31/functions/f/invocations', signedFor('lambda'), 'lambda'],
    ['/2015-03-31/functions/f', signedFor('s3'), 's3'],
    ['/', signedFor('logs'), 'logs'],
    ['/', signedFor('kms'), 'kms'],
  ] as const) {
    it(`sends ${path} with ${JSON.stringify(headers)} to ${expected}`, async () => {
      expect((await send(path, headers)).body.toString()).to.equal(expected);
    });
  }

  for (const [protocol, service, headers, expected] of [
    ['JSON', 'ssm', { 'x-amz-target': 'AmazonSSM.GetParameter' }, /^\{"__type":"NotImplemented","message":".*ssm/],
    [
      'query',
      'sts',
      { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      /<ErrorResponse><Error><Type>Sender<\/Type><Code>NotImplemented<\/Code><Message>.*sts/,
    ],
    ['XML', 'cloudfront', {}, /<Code>NotImplemented<\/Code><Message>.*cloudfront/],
    ['REST', 'events', {}, /^\{"message":".*events/],
  ] as const) {
    it(`refuses another service by name, in the ${protocol} protocol of ${service}`, async () => {
      const { status, body } = await send('/', { ...signedFor(service), ...headers });

      expect(status).to.equal(501);
      expect(body.toString()).to.match(expected);
      expect(refusals).to.deep.equal([`POST /: the local AWS does not implement ${service}.`]);
    });
  }

  it('refuses pages of other sites, except for S3, which admits them itself', async () => {
    const path = '/2015-03-31/functions/f/invocations';

    expect((await send(path, { origin: 'https://evil.example.com' })).status).to.equal(403);
    expect((await send(path, { origin: 'http://localhost:8080' })).body.toString()).to.equal('lambda');
    expect((await send('/bucket', { origin: 'https://evil.example.com' })).body.toString()).to.equal('s3');
  });

  it('refuses another service in CBOR', async () => {
    const { body, headers } = await send('/', { ...signedFor('monitoring'), 'smithy-protocol': 'rpc-v2-cbor' });

    expect(headers.get('smithy-protocol')).to.equal('rpc-v2-cbor');
    // A map of two entries, whose keys are texts of 6 and 7 bytes.
    const text = body.toString('latin1');
    expect(text.slice(0, 36)).to.equal('\xa2y\x00\x06__typey\x00\x0eNotImplementedy\x00\x07messag');
    expect(text).to.contain('monitoring');
  });
});

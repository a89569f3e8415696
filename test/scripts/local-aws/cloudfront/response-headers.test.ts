import { expect } from 'chai';
import { responseHeaders } from '../../../../scripts/local-aws/cloudfront/response-headers.ts';

const corsFor = (items: string[], origin: string | undefined, access_control_allow_credentials = false) =>
  responseHeaders(
    {
      id: 'headers',
      name: 'headers',
      cors_config: {
        access_control_allow_credentials,
        access_control_allow_origins: { items },
        access_control_allow_methods: { items: ['GET'] },
        access_control_allow_headers: { items: ['Range'] },
        origin_override: true,
      },
    },
    origin,
  );

describe('responseHeaders', () => {
  it('names the origin of a page, and * where every page may read', () => {
    expect(corsFor(['https://*.example.com'], 'https://www.example.com')).to.deep.equal({
      'access-control-allow-origin': 'https://www.example.com',
      vary: 'Origin',
    });
    expect(corsFor(['*'], 'https://www.example.com')).to.deep.equal({ 'access-control-allow-origin': '*' });
  });

  it('lets a page send cookies if the policy does', () => {
    expect(corsFor(['https://a.example'], 'https://a.example', true)).to.include({
      'access-control-allow-credentials': 'true',
    });
  });

  it('adds nothing for another page, or for no page', () => {
    expect(corsFor(['https://*.example.com'], 'https://example.com')).to.deep.equal({});
    expect(corsFor(['*'], undefined)).to.deep.equal({});
  });
});

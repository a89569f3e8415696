import { expect } from 'chai';
import { CloudfrontDistribution, CloudfrontOriginAccessControl } from '../../../infra/terraform.ts';
import { violationsOf } from './violations.ts';

const behaviour = {
  targetOriginId: 'images',
  viewerProtocolPolicy: 'https-only',
  allowedMethods: ['GET', 'HEAD'],
  cachedMethods: ['GET', 'HEAD'],
};
const plain = 'stack/images: the distribution accepts plain HTTP: set viewerProtocolPolicy to https-only';
const unsigned =
  'stack/images: the distribution reads an origin without a signature: give the origin a CloudfrontOriginAccessControl that signs always';

describe('privateDelivery', () => {
  it('accepts a distribution that is reached by HTTPS only and signs its requests', () => {
    expect(ofDistribution({})).to.deep.equal([]);
    expect(ofDistribution({ defaults: { viewerProtocolPolicy: 'redirect-to-https' } })).to.deep.equal([]);
  });

  it('refuses plain HTTP, in any behaviour', () => {
    const allowAll = { viewerProtocolPolicy: 'allow-all' };
    expect(ofDistribution({ defaults: allowAll })).to.deep.equal([plain]);
    const ordered = [
      { ...behaviour, pathPattern: 'a/*' },
      { ...behaviour, ...allowAll, pathPattern: 'b/*' },
    ];
    expect(ofDistribution({ ordered })).to.deep.equal([plain]);
  });

  it('refuses an origin whose requests are not signed, or not always', () => {
    expect(ofDistribution({ isControlled: false })).to.deep.equal([unsigned]);
    expect(ofDistribution({ control: { signingBehavior: 'no-override' } })).to.deep.equal([unsigned]);
    expect(ofDistribution({ control: { signingBehavior: 'never' } })).to.deep.equal([unsigned]);
  });
});

interface Case {
  defaults?: Partial<typeof behaviour>;
  ordered?: (typeof behaviour & { pathPattern: string })[];
  control?: { signingBehavior: string };
  isControlled?: boolean;
}

function ofDistribution({ defaults, ordered = [], control, isControlled = true }: Case): readonly string[] {
  return violationsOf((stack) => {
    const { id } = new CloudfrontOriginAccessControl(stack, 'control', {
      name: 'images',
      originAccessControlOriginType: 's3',
      signingBehavior: 'always',
      signingProtocol: 'sigv4',
      ...control,
    });
    const origin = { originId: 'images', domainName: 'images.s3.eu-west-1.amazonaws.com' };
    new CloudfrontDistribution(stack, 'images', {
      enabled: true,
      origin: [isControlled ? { ...origin, originAccessControlId: id } : origin],
      defaultCacheBehavior: { ...behaviour, ...defaults },
      orderedCacheBehavior: ordered,
      restrictions: { geoRestriction: { restrictionType: 'none' } },
      viewerCertificate: { cloudfrontDefaultCertificate: true },
    });
  });
}

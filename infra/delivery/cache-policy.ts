const oneYearSeconds = 31_536_000;

/**
 * CloudFront keeps an object for as long as its `Cache-Control` says, and keeps nothing without one. The minimum must be 0: with any
 * other, CloudFront keeps objects that are `private`.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html
 */
export const cachePolicy = {
  minTtl: 0,
  defaultTtl: 0,
  maxTtl: oneYearSeconds,
  parametersInCacheKeyAndForwardedToOrigin: {
    cookiesConfig: { cookieBehavior: 'none' },
    headersConfig: { headerBehavior: 'none' },
    // A page that has replaced an image adds `?v=` with its ETag, to see the new thumbnail at once.
    queryStringsConfig: { queryStringBehavior: 'whitelist', queryStrings: { items: ['v'] } },
    enableAcceptEncodingBrotli: false,
    enableAcceptEncodingGzip: false,
  },
};

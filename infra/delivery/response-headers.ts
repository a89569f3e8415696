const oneYearSeconds = 31_536_000;

export interface ResponseHeaders {
  corsOrigins: readonly string[];
  /** Whether browsers may send cookies, by which signed access works. */
  withCredentials: boolean;
}

/** Returns the headers that CloudFront adds: what is served is data, which never runs, embeds or leads anywhere. */
export function responseHeaders({ corsOrigins, withCredentials }: ResponseHeaders) {
  return {
    securityHeadersConfig: {
      contentSecurityPolicy: { contentSecurityPolicy: "default-src 'none'; sandbox", override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: 'DENY', override: true },
      referrerPolicy: { referrerPolicy: 'no-referrer', override: true },
      // The domain's other hosts are not ours to decide about.
      strictTransportSecurity: { accessControlMaxAgeSec: oneYearSeconds, includeSubdomains: false, override: true },
    },
    ...(corsOrigins.length === 0
      ? {}
      : {
          corsConfig: {
            accessControlAllowCredentials: withCredentials,
            accessControlAllowOrigins: { items: [...corsOrigins] },
            accessControlAllowMethods: { items: ['GET', 'HEAD'] },
            // CloudFront requires one. A page needs none to read a result.
            accessControlAllowHeaders: { items: ['Range'] },
            accessControlExposeHeaders: { items: ['ETag'] },
            originOverride: true,
          },
        }),
  };
}

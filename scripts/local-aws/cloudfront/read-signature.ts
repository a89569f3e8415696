/** The signature of a request, of its URL or else of its cookies. Each part is as it was sent. */
export interface Signature {
  keyPairId?: string | undefined;
  signature?: string | undefined;
  /** The custom policy, in CloudFront's base64. */
  policy?: string | undefined;
  /** The expiry of a canned policy, in seconds since 1970. */
  expires?: string | undefined;
  hashAlgorithm?: string | undefined;
}

const parameters = ['Key-Pair-Id', 'Signature', 'Policy', 'Expires', 'Hash-Algorithm'];

/** Reads the signature of a request. That of the URL precedes that of cookies. */
export function readSignature(query: URLSearchParams, cookieHeader = ''): Signature {
  if (parameters.some((name) => query.has(name))) return signatureOf((name) => query.get(name) ?? undefined);
  const cookies = new Map(
    cookieHeader.split(';').map((pair): [string, string] => {
      const [, name = '', value = ''] = /^\s*([^=]*)=(.*?)\s*$/.exec(pair) ?? [];
      return [name, value];
    }),
  );
  return signatureOf((name) => cookies.get(`CloudFront-${name}`));
}

/** Returns a path and query without the parameters of a signature, and everything else as it was sent. */
export function withoutSignature(url: string): string {
  const [path = '', query = ''] = url.split(/\?(.*)/s);
  const rest = query.split('&').filter((pair) => pair !== '' && !parameters.includes(pair.split('=')[0] ?? ''));
  return rest.length === 0 ? path : `${path}?${rest.join('&')}`;
}

function signatureOf(value: (name: string) => string | undefined): Signature {
  return {
    keyPairId: value('Key-Pair-Id'),
    signature: value('Signature'),
    policy: value('Policy'),
    expires: value('Expires'),
    hashAlgorithm: value('Hash-Algorithm'),
  };
}

const strict = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };

/** The headers of the page and its parts. Everything comes from its own origin, and nothing in it is markup of others. */
export const pageHeaders = {
  ...strict,
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** A document in this sandbox has an origin of its own, so that the script of an uploaded SVG cannot use the console. */
export const sandboxPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'";

/** The headers of uploaded files, which may hold anything. */
export const objectHeaders = {
  ...strict,
  'content-security-policy': sandboxPolicy,
  'cross-origin-resource-policy': 'same-origin',
};

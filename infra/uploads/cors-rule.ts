/**
 * Returns the CORS rule of a bucket that pages of some origins upload to. A rule authorizes nobody: each upload still needs the
 * signature of somebody who may write the object. A page has no need to delete.
 */
export function uploadCorsRule(origins: readonly string[]) {
  return {
    allowedOrigins: [...origins],
    // A form, and parts of a larger upload, are POST requests.
    allowedMethods: ['PUT', 'POST'],
    // The signer chooses the headers of an upload.
    allowedHeaders: ['*'],
    // A page tells its own upload from an earlier one by it.
    exposeHeaders: ['ETag'],
    maxAgeSeconds: 3600,
  };
}

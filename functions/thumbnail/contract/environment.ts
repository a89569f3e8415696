/** The function's environment variables: the infrastructure writes them, the function reads them. */
export interface Environment {
  SOURCE_BUCKET: string;
  PROCESSED_BUCKET: string;
  /** JSON of `Variants`. */
  VARIANTS: string;
  /** JSON of the names of the formats that are read. */
  FORMATS: string;
  /** The template of the keys of thumbnails: see `keys/key-template.ts`. */
  THUMBNAIL_KEYS: string;
  /** JSON of the templates of keys where earlier settings put thumbnails. */
  RETIRED_KEYS: string;
  /** The `Cache-Control` header that thumbnails are served with. */
  CACHE_CONTROL: string;
  /** A source object of more bytes is rejected before its body is read. */
  MAX_SOURCE_BYTES: string;
  /** An image that needs more pixels decoded is rejected before any is. */
  MAX_SOURCE_PIXELS: string;
  /** Rendering that takes longer than so many seconds fails. An image is rejected by its CPU time: see `renderingCpuMs`. */
  MAX_RENDER_SECONDS: string;
  /** `true` or `false`: whether thumbnails are removed with their original. */
  MIRROR_DELETES: string;
  /** `true` where images have a placeholder. Unset where they have none. */
  PLACEHOLDER?: string;
  /** `true` or `false`: whether each object has a result, for web pages. See `page-result.ts`. */
  RESULTS: string;
  /** The beginning of the probe's keys. They get no results, and the log never hides them. Unset where neither matters. */
  PROBE_PREFIX?: string;
  /** The ARN of the KMS key that hides keys in the log by an HMAC. Unset where the log shows keys in plain text. */
  LOG_KEY_ARN?: string;
}

/** The maximum length of each kind of name, by the API reference of its service. */
export const nameLimits = {
  alarm: 255,
  bucket: 63,
  dashboard: 255,
  function: 64,
  /** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_OriginAccessControlConfig.html */
  originAccessControl: 64,
  logGroup: 512,
  metricFilter: 512,
  metricNamespace: 255,
  policy: 128,
  queue: 80,
  role: 64,
  rule: 64,
  topic: 256,
} as const;

import { matchesWildcards } from '../../policies/wildcards.ts';
import type { ResponseHeadersPolicy } from '../terraform/delivery-resources.ts';

/** Returns the headers that a policy adds to each response, errors included. */
export function responseHeaders(policy: ResponseHeadersPolicy, origin: string | undefined): Record<string, string> {
  return { ...securityHeaders(policy.security_headers_config), ...corsHeaders(policy.cors_config, origin) };
}

function securityHeaders(config: ResponseHeadersPolicy['security_headers_config']): Record<string, string> {
  const { content_security_policy, content_type_options, frame_options, referrer_policy, strict_transport_security } =
    config ?? {};
  return {
    ...(content_security_policy && { 'content-security-policy': content_security_policy.content_security_policy }),
    ...(content_type_options && { 'x-content-type-options': 'nosniff' }),
    ...(frame_options && { 'x-frame-options': frame_options.frame_option }),
    ...(referrer_policy && { 'referrer-policy': referrer_policy.referrer_policy }),
    ...(strict_transport_security && { 'strict-transport-security': transportSecurity(strict_transport_security) }),
  };
}

function transportSecurity(config: {
  access_control_max_age_sec: number;
  include_subdomains: boolean;
  preload: boolean;
}): string {
  return [
    `max-age=${config.access_control_max_age_sec}`,
    ...(config.include_subdomains ? ['includeSubDomains'] : []),
    ...(config.preload ? ['preload'] : []),
  ].join('; ');
}

function corsHeaders(config: ResponseHeadersPolicy['cors_config'], origin: string | undefined): Record<string, string> {
  const allowed = config?.access_control_allow_origins.items ?? [];
  if (!config || origin === undefined || !allowed.some((pattern) => matchesWildcards(pattern, origin))) return {};
  const isAny = allowed.includes('*');
  const exposed = config.access_control_expose_headers?.items ?? [];
  return {
    'access-control-allow-origin': isAny ? '*' : origin,
    ...(config.access_control_allow_credentials && { 'access-control-allow-credentials': 'true' }),
    ...(exposed.length > 0 && { 'access-control-expose-headers': exposed.join(',') }),
    ...(!isAny && { vary: 'Origin' }),
  };
}

import { Duration } from 'aws-cdk-lib';
import {
  HeadersReferrerPolicy,
  ResponseHeadersPolicy,
  type ResponseSecurityHeadersBehavior,
} from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { globalName } from './global-name.ts';

const everywhere: ResponseSecurityHeadersBehavior = {
  strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: true, override: true },
  contentTypeOptions: { override: true },
  referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN, override: true },
};

/** Of the agents' pages: they run their own code only, speak to nobody but us, and nobody frames them. */
export function pageHeaders(
  scope: Construct,
  id: string,
  origins: { connectTo: string[]; images: string[] },
): ResponseHeadersPolicy {
  const contentSecurityPolicy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src ${["'self'", 'data:', 'blob:', ...origins.images].join(' ')}`,
    `connect-src ${["'self'", ...origins.connectTo].join(' ')}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
  return new ResponseHeadersPolicy(scope, id, {
    ...named(scope, id),
    securityHeadersBehavior: { ...everywhere, contentSecurityPolicy: { contentSecurityPolicy, override: true } },
  });
}

/** What a page that embeds the widget allows in its own policy, which cannot be read off anywhere else. */
export function embeddingPolicy(origins: { chat: string; realtime: string; files: string }): string {
  const { chat, realtime, files } = origins;
  return `script-src ${chat}; connect-src ${chat} ${realtime} ${files}; img-src ${files}`;
}

/** Of the widget: pages of other origins load its modules, which browsers do with CORS, without credentials. */
export function widgetHeaders(scope: Construct, id: string): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, id, {
    ...named(scope, id),
    securityHeadersBehavior: everywhere,
    corsBehavior: {
      accessControlAllowOrigins: ['*'],
      accessControlAllowMethods: ['GET', 'HEAD'],
      accessControlAllowHeaders: ['*'],
      accessControlAllowCredentials: false,
      originOverride: true,
    },
    customHeadersBehavior: {
      customHeaders: [{ header: 'Cross-Origin-Resource-Policy', value: 'cross-origin', override: true }],
    },
  });
}

/** Of the API, whose answers show no page but those that unsubscribe; these set their own policy. */
export function apiHeaders(scope: Construct, id: string): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, id, { ...named(scope, id), securityHeadersBehavior: everywhere });
}

function named(scope: Construct, id: string): { responseHeadersPolicyName: string } {
  return { responseHeadersPolicyName: globalName(scope, id, 128) };
}

import { runInNewContext } from 'node:vm';
import { pagePaths } from '../../lib/page-paths.ts';
import { attributeOf, synthesise, text } from './synthesised.ts';

interface Behavior {
  PathPattern?: string;
  TargetOriginId: string;
  ViewerProtocolPolicy: string;
  AllowedMethods?: string[];
  CachePolicyId: string;
  OriginRequestPolicyId?: string;
  ResponseHeadersPolicyId: unknown;
}

interface Config {
  Origins: { Id: string; DomainName: unknown; S3OriginConfig?: object; OriginAccessControlId?: unknown }[];
  DefaultCacheBehavior: Behavior;
  CacheBehaviors: Behavior[];
}

// Managed policies have one id in all accounts (CloudFront developer guide, "Use managed cache policies").
const cachingDisabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const allViewerExceptHostHeader = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

const stack = synthesise();
const config = stack.only('AWS::CloudFront::Distribution').DistributionConfig as Config;
const api = config.CacheBehaviors.find(({ PathPattern }) => PathPattern === '/v1/*')!;
const widget = config.CacheBehaviors.find(({ PathPattern }) => PathPattern === '/widget/*')!;

const headersOf = ({ ResponseHeadersPolicyId }: Behavior): Record<string, unknown> =>
  stack.resources[attributeOf(ResponseHeadersPolicyId)]!.Properties.ResponseHeadersPolicyConfig as Record<
    string,
    unknown
  >;

describe('the one origin', () => {
  test('passes /v1 on to the HTTP API whole: every method, every header but the host, nothing cached', () => {
    expect(api).toMatchObject({
      AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
      CachePolicyId: cachingDisabled,
      OriginRequestPolicyId: allViewerExceptHostHeader,
      ViewerProtocolPolicy: 'https-only',
    });
    const origin = config.Origins.find(({ Id }) => Id === api.TargetOriginId)!;
    expect(text(origin.DomainName)).toMatch(/^\{ConversationsHttpApi\w+\}\.execute-api\./);
  });

  test('takes everything else from a private bucket', () => {
    const origin = config.Origins.find(({ Id }) => Id === config.DefaultCacheBehavior.TargetOriginId)!;
    expect(widget.TargetOriginId).toBe(origin.Id);
    expect(stack.resources[attributeOf(origin.DomainName)]!.Type).toBe('AWS::S3::Bucket');
    expect(stack.resources[attributeOf(origin.OriginAccessControlId)]!.Type).toBe(
      'AWS::CloudFront::OriginAccessControl',
    );
  });

  test('has the agents’ pages framed by nobody and speak to ours only', () => {
    const { SecurityHeadersConfig } = headersOf(config.DefaultCacheBehavior) as {
      SecurityHeadersConfig: { ContentSecurityPolicy: { ContentSecurityPolicy: unknown } };
    };
    const policy = text(SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy).split('; ');
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
      ]),
    );
    expect(policy.find((part) => part.startsWith('connect-src'))).toMatch(
      /^connect-src 'self' wss:\/\/\{ConversationsRealtimeApi\w+\}\S+ https:\/\/\{ConversationsFiles\S+ https:\/\/conversations-\S+\.auth\.\S+ https:\/\/cognito-idp\S+$/,
    );
  });

  test('lets pages of every origin load the widget, without credentials', () => {
    expect(headersOf(widget)).toMatchObject({
      CorsConfig: { AccessControlAllowOrigins: { Items: ['*'] }, AccessControlAllowCredentials: false },
    });
  });

  test('tells in an output what a page with the widget must allow: the hosts that the agents’ pages reach, and itself', () => {
    const policy = text(stack.outputs.SiteCsp!.Value);
    const hosts = (directive: string): string[] =>
      new RegExp(`${directive} ([^;]+)`)
        .exec(policy)?.[1]
        ?.split(' ')
        .map((host) => host.trim()) ?? [];
    const [chat = '', realtime = '', files = ''] = hosts('connect-src');
    expect(chat).toBe(text(stack.outputs.PublicUrl!.Value));
    expect([hosts('script-src'), hosts('img-src')]).toEqual([[chat], [files]]);
    const { SecurityHeadersConfig } = headersOf(config.DefaultCacheBehavior) as {
      SecurityHeadersConfig: { ContentSecurityPolicy: { ContentSecurityPolicy: unknown } };
    };
    const ours = text(SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy);
    for (const host of [realtime, files]) expect(ours).toContain(host);
  });

  test('tells a certificate and a host of its own when it has them', () => {
    const certificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/a-1';
    const own = synthesise({ publicDomain: 'chat.example.com', certificateArn });
    expect(own.only('AWS::CloudFront::Distribution').DistributionConfig).toMatchObject({
      Aliases: ['chat.example.com'],
      ViewerCertificate: { AcmCertificateArn: certificateArn },
    });
    const { Environment } = own.resources[own.idOf('check-unread')]!.Properties as {
      Environment: { Variables: Record<string, string> };
    };
    expect(Environment.Variables.PUBLIC_URL).toBe('https://chat.example.com');
    expect(own.outputs.PublicUrl!.Value).toBe('https://chat.example.com');
  });
});

describe('paths of pages', () => {
  const answer = (uri: string) =>
    runInNewContext(`${pagePaths}; handler(event)`, { event: { request: { uri } } }) as Record<string, unknown>;

  test.each([
    ['/agent', '/agent/index.html'],
    ['/admin', '/admin/index.html'],
    ['/agent/agent-7XK2MQ4A.js', '/agent/agent-7XK2MQ4A.js'],
    ['/agent/config.json', '/agent/config.json'],
    ['/agents', '/agents'],
  ])('%s is the file %s', (path, file) => {
    expect(answer(path)).toEqual({ uri: file });
  });

  test.each([
    ['/', '/agent'],
    ['/agent/', '/agent'],
    ['/admin/', '/admin'],
  ])('%s leads to %s', (path, location) => {
    expect(answer(path)).toMatchObject({ statusCode: 302, headers: { location: { value: location } } });
  });
});

describe('the upload', () => {
  const uploads = stack.ofType('Custom::CDKBucketDeployment').map(([, properties]) => properties);
  const hashed = '*-[A-Z0-9][A-Z0-9][A-Z0-9][A-Z0-9][A-Z0-9][A-Z0-9][A-Z0-9][A-Z0-9][./]*';

  test('lets browsers keep hashed files for ever, the loader for five minutes, pages not at all', () => {
    const uploaded = uploads.map(({ Include, Exclude, SystemMetadata }) => ({
      Include,
      Exclude,
      kept: (SystemMetadata as Record<string, string>)['cache-control'],
    }));
    expect(uploaded).toEqual([
      { Include: [hashed], Exclude: ['*'], kept: 'public, max-age=31536000, immutable' },
      { Include: undefined, Exclude: [hashed, 'widget/loader.js'], kept: 'no-cache' },
      { Include: ['widget/loader.js'], Exclude: ['*'], kept: 'public, max-age=300' },
    ]);
  });

  test('waits for what most easily fails a first deployment, and for what then empties the bucket', () => {
    const waits = new Set<string>();
    const waiting = stack
      .ofType('Custom::CDKBucketDeployment')
      .slice(0, 1)
      .map(([id]) => id);
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const { DependsOn = [] } = stack.resources[id]!;
      waiting.push(...DependsOn.filter((other) => !waits.has(other)));
      for (const other of DependsOn) waits.add(stack.resources[other]!.Type);
    }
    expect([...waits]).toEqual(expect.arrayContaining(['Custom::ActiveReceiptRuleSet', 'Custom::S3AutoDeleteObjects']));
  });

  test('removes nothing: an open page still loads its own chunks', () => {
    expect(uploads.map(({ Prune }) => Prune)).toEqual([false, false, false]);
  });
});

describe('the agents’ login', () => {
  test('is a user pool that nobody signs up to by themselves, with the two groups', () => {
    expect(stack.only('AWS::Cognito::UserPool')).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      DeletionProtection: 'ACTIVE',
    });
    const groups = stack.ofType('AWS::Cognito::UserPoolGroup').map(([, { GroupName }]) => GroupName);
    expect(groups).toEqual(['agents', 'admins']);
    expect(stack.outputs.AgentPool?.Value).toEqual({ Ref: stack.ofType('AWS::Cognito::UserPool')[0]![0] });
  });

  test('is by code and PKCE: the pages’ client has no secret', () => {
    const client = stack.only('AWS::Cognito::UserPoolClient');
    expect(client).toMatchObject({ GenerateSecret: false, AllowedOAuthFlows: ['code'] });
    expect((client.CallbackURLs as unknown[]).map((url) => text(url).replace(/^.*DomainName\}/, ''))).toEqual([
      '/agent',
      '/admin',
    ]);
  });

  test('is somebody else’s when an issuer is named', () => {
    const own = synthesise({ oidcIssuer: 'https://login.example.com/', oidcClientId: 'chat' });
    expect(own.ofType('AWS::Cognito::UserPool')).toEqual([]);
    expect(own.outputs.AgentPool).toBeUndefined();
    expect(own.resources[own.idOf('agent-api')]!.Properties).toMatchObject({
      Environment: { Variables: { OIDC_ISSUER: 'https://login.example.com/', OIDC_AUDIENCE: 'chat' } },
    });
  });
});

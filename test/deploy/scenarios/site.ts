import type { Scenario } from './scenario.ts';

/** What browsers load. */
export const site: readonly Scenario[] = [
  {
    name: 'pages, loader and their configuration come through CloudFront with their headers',
    run: async (stack) => {
      for (const page of ['/agent', '/admin']) {
        const { status, headers } = await stack.call('GET', page);
        expect({ page, status, type: headers['content-type'] }).toEqual({ page, status: 200, type: 'text/html' });
        expect(headers['content-security-policy']).toContain("default-src 'none'");
        expect(headers['strict-transport-security']).toBeDefined();
        expect(headers['cache-control']).toBe('no-cache');
      }
      expect((await stack.call('GET', '/')).headers.location).toBe('/agent');
      const embedding = { headers: { origin: 'https://www.chat.test' } };
      const loader = await stack.call('GET', '/widget/loader.js', embedding);
      expect(loader.status).toBe(200);
      expect(loader.headers['cache-control']).toBe('public, max-age=300');
      expect(loader.headers['access-control-allow-origin']).toBe('*');
      const [asset] = /[\w-]+-[A-Z0-9]{8}\.js/.exec((await stack.call('GET', '/agent')).body.toString()) ?? [];
      const script = await stack.call('GET', `/agent/${String(asset)}`);
      expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      const { body } = await stack.call('GET', '/agent/config.json');
      const pages = JSON.parse(body.toString()) as { issuer: string; clientId: string };
      expect(pages.issuer).toMatch(new RegExp(`/${String(stack.outputs.AgentPool)}$`));
      expect(pages.clientId).toBe(stack.physicalId('AWS::Cognito::UserPoolClient', /./));
    },
  },
  {
    name: 'the widget is told what it needs, and a page of an allowed origin may ask',
    run: async (stack) => {
      const origin = 'https://www.chat.test';
      const widget = await stack.call('GET', '/v1/widget?locale=de', { headers: { origin } });
      expect(widget.status).toBe(200);
      expect(widget.json.locale).toBe('de');
      expect(widget.headers['access-control-allow-origin']).toBe(origin);
      const foreign = await stack.call('GET', '/v1/widget', { headers: { origin: 'https://elsewhere.test' } });
      expect(foreign.headers['access-control-allow-origin']).toBeUndefined();
      // The emulator answers OPTIONS itself; at AWS an API without CORS of its own passes it to $default: the function is asked.
      const http = { method: 'OPTIONS', path: '/v1/visitor/sessions', sourceIp: '127.0.0.1' };
      const headers = {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      };
      const requestContext = { http, routeKey: '$default', stage: '$default', requestId: 'r', timeEpoch: 0 };
      const event = {
        version: '2.0',
        routeKey: '$default',
        rawPath: http.path,
        rawQueryString: '',
        headers,
        requestContext,
      };
      const preflight = (await stack.invoke('visitor-api', event)) as { headers: Record<string, string> };
      expect(preflight.headers['access-control-allow-origin']).toBe(origin);
    },
  },
  {
    name: 'an unknown path is answered as a problem',
    run: async (stack) => {
      const answer = await stack.call('GET', '/v1/nothing');
      expect(answer.status).toBe(404);
      expect(answer.headers['content-type']).toBe('application/problem+json');
      expect(answer.json.code).toBe('not_found');
    },
  },
];

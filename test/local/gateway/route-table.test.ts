import { RouteTable } from '../../../local/gateway/route-table.ts';

const routes = new RouteTable(
  [
    'GET /v1/items',
    'GET /v1/items/{id}',
    'GET /v1/items/new',
    'ANY /v1/items/{id}',
    'GET /v1/files/{path+}',
    '$default',
  ].map((key) => ({ key, target: key })),
);

describe('a route', () => {
  test.each([
    ['GET', '/v1/items', 'GET /v1/items', {}],
    ['GET', '/v1/items/7', 'GET /v1/items/{id}', { id: '7' }],
    ['GET', '/v1/items/a%20b%2Fc', 'GET /v1/items/{id}', { id: 'a b/c' }],
    ['GET', '/v1/items/%E0', 'GET /v1/items/{id}', { id: '%E0' }],
    ['GET', '/v1/items/new', 'GET /v1/items/new', {}],
    ['DELETE', '/v1/items/7', 'ANY /v1/items/{id}', { id: '7' }],
    ['GET', '/v1/files/a/b', 'GET /v1/files/{path+}', { path: 'a/b' }],
    ['GET', '/v1/items/', '$default', {}],
    ['GET', '/v1/items/7/more', '$default', {}],
    ['POST', '/v1/items', '$default', {}],
  ])('for %s %s is %s', (method, path, key, pathParameters) => {
    expect(routes.find(method, path)).toEqual({ route: { key, target: key }, pathParameters });
  });
});

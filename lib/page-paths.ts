/**
 * What runs at the edge before a page is looked up: `/agent` and `/admin` are pages without an ending, `/` leads to the
 * first of them. CloudFront's own JavaScript, so it is kept as text.
 */
export const pagePaths = `function handler(event) {
  var request = event.request;
  if (request.uri === '/') {
    return { statusCode: 302, statusDescription: 'Found', headers: { location: { value: '/agent' } } };
  }
  var page = /^\\/(agent|admin)\\/?$/.exec(request.uri);
  if (page) request.uri = '/' + page[1] + '/index.html';
  return request;
}`;

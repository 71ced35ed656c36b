/**
 * What runs at the edge before a page is looked up: `/agent` and `/admin` are pages, under exactly these names, which the
 * login leads back to; `/` leads to the first of them. CloudFront's own JavaScript, so it is kept as text.
 */
export const pagePaths = `function handler(event) {
  var request = event.request;
  if (request.uri === '/') {
    return { statusCode: 302, statusDescription: 'Found', headers: { location: { value: '/agent' } } };
  }
  var page = /^\\/(agent|admin)(\\/?)$/.exec(request.uri);
  if (page && page[2]) {
    return { statusCode: 302, statusDescription: 'Found', headers: { location: { value: '/' + page[1] } } };
  }
  if (page) request.uri = '/' + page[1] + '/index.html';
  return request;
}`;

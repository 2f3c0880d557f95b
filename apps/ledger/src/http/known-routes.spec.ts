import { KnownRoutes } from './known-routes.js';

test.each<[string, readonly string[]]>([
  ['/v1/documents', ['GET', 'HEAD']],
  ['/v1/documents/?limit=1', ['GET', 'HEAD']],
  ['/v1/document-checks', ['POST']],
  ['/v1/documents/main/F-1/file?format=pdf', ['GET']],
  ['/v1/documents/main/F-1/file/more', []],
  ['/v1/exports.json', ['PUT']],
  ['/v1/exports-json', []],
  ['/', ['GET']],
])('%s takes %j', (address, methods) => {
  const routes = new KnownRoutes();
  routes.add({ url: '/', method: 'GET' });
  routes.add({ url: '/v1/documents', method: ['HEAD', 'GET'] });
  routes.add({ url: '/v1/document-checks', method: 'POST' });
  routes.add({ url: '/v1/documents/:series/:number/file', method: 'GET' });
  routes.add({ url: '/v1/exports.json', method: 'PUT' });
  expect(routes.methodsOf(address)).toEqual(methods);
});

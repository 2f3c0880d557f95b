import { serverAddressOf } from './server-url.js';

test.each([
  ['esdb://host', 'esdb://host', 'esdb://host', null],
  ['esdb://host:2113/?tls=false', 'esdb://host:2113?tls=false', 'esdb://host:2113', null],
  ['esdb://a:1,b:2?nodePreference=leader', 'esdb://a:1,b:2?nodePreference=leader', 'esdb://a:1,b:2', null],
  [
    ' esdb+discover://ada:p%40ss%3Aw@cluster.local:2113 ',
    'esdb+discover://cluster.local:2113',
    'esdb+discover://cluster.local:2113',
    { username: 'ada', password: 'p@ss:w' },
  ],
  ['esdb://ada:p@ss@host', 'esdb://host', 'esdb://host', { username: 'ada', password: 'p@ss' }],
])('%s names a server, and the client is not told who asks', (url, connectionString, shown, credentials) => {
  expect(serverAddressOf(url)).toEqual({ connectionString, credentials, shown });
});

test.each([
  ['kurrentdb://ada:s3cret@host', 'esdb://'],
  ['postgres://ada:s3cret@host/db', 'esdb://'],
  ['ada:s3cret@host', 'esdb://'],
  ['esdb://ada:s3cret@', 'no host'],
  ['esdb://ada:s3cret@ho st', 'no host'],
  ['esdb://:s3cret@host', 'user:password'],
  ['esdb://s3cret@host', 'user:password'],
  ['esdb://ada:s3cret%@host', '%25'],
  ['esdb://ada:s3cret@host?password=s3cret', '"password" is unknown'],
  ['esdb://ada:s3cret@host?tls=', '"tls" is unknown or empty'],
  ['esdb://ada:s3cret@host?tls_verify_cert=false', 'tlsCaFile'],
  ['esdb://ada:s3cret@host?throwOnAppendFailure=false', 'leave it out'],
])('%s is refused, and the password is not told', (url, remedy) => {
  const thrown = (): unknown => {
    try {
      return serverAddressOf(url);
    } catch (error) {
      return error;
    }
  };
  expect(thrown()).toMatchObject({ code: 'STORE_URL_INVALID', message: expect.stringContaining(remedy) });
  expect(String(thrown())).not.toContain('s3cret');
});

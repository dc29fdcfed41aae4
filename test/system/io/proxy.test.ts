import { expect, test } from 'vitest';
import { findProxy } from '../../../src/io/http/proxy.js';

const P = 'http://proxy.example:3128';
const Q = 'http://other.example:8080';

/** The proxy and its variable, null, or the reason why it cannot be used. */
function find(url: string, environment: Readonly<Record<string, string>>) {
  const found = findProxy(new URL(url), environment);
  if (!found.ok) return found.errors.map(({ file, reason }) => `${file}: ${reason}`).join();
  return found.value && [found.value.origin, found.value.variable];
}

test.each<[string, Readonly<Record<string, string>>, readonly [string, string]]>([
  ['http://a.example/v1', { HTTP_PROXY: P }, [P, 'HTTP_PROXY']],
  ['http://a.example/v1', { http_proxy: P, HTTP_PROXY: Q }, [P, 'http_proxy']],
  ['http://a.example/v1', { http_proxy: '', HTTP_PROXY: Q }, [Q, 'HTTP_PROXY']],
  ['http://a.example/v1', { ALL_PROXY: P, HTTPS_PROXY: Q }, [P, 'ALL_PROXY']],
  ['https://a.example/v1', { HTTPS_PROXY: P, HTTP_PROXY: Q }, [P, 'HTTPS_PROXY']],
  ['https://a.example/v1', { HTTP_PROXY: P, all_proxy: Q }, [P, 'HTTP_PROXY']],
  ['http://a.example/v1', { HTTP_PROXY: 'proxy.example:3128' }, [P, 'HTTP_PROXY']],
  ['http://a.example/v1', { HTTP_PROXY: 'http://u:p@proxy.example:3128/x' }, [P, 'HTTP_PROXY']],
  ['http://127.0.0.1:9/v1', { HTTP_PROXY: P }, [P, 'HTTP_PROXY']],
  [
    'http://a.example/v1',
    { HTTP_PROXY: P, NO_PROXY: 'b.example,a.example:81,.example.org,10.0.0.0/8,::1' },
    [P, 'HTTP_PROXY'],
  ],
  ['http://[::1]:81/v1', { HTTP_PROXY: P, NO_PROXY: '::2,[::1]:82,[::2]/127x' }, [P, 'HTTP_PROXY']],
  ['http://ba.example/v1', { HTTP_PROXY: P, NO_PROXY: 'a.example' }, [P, 'HTTP_PROXY']],
  ['http://11.0.0.1/v1', { HTTP_PROXY: P, NO_PROXY: '10.0.0.0/8, 11.0.0.0/99, 0.0.1' }, [P, 'HTTP_PROXY']],
])('%s with %j uses a proxy', (url, environment, proxy) => {
  expect(find(url, environment)).toEqual(proxy);
});

test.each([
  ['http://a.example/v1', {}],
  ['http://a.example/v1', { HTTPS_PROXY: P }],
  ['http://a.example/v1', { HTTP_PROXY: P, NO_PROXY: '*' }],
  ['http://a.example/v1', { HTTP_PROXY: P, NO_PROXY: 'b.example, A.example' }],
  ['http://x.a.example/v1', { HTTP_PROXY: P, NO_PROXY: 'a.example' }],
  ['http://x.a.example/v1', { HTTP_PROXY: P, no_proxy: '.a.example', NO_PROXY: 'c' }],
  ['http://x.a.example/v1', { HTTP_PROXY: P, no_proxy: '*.a.example' }],
  ['http://a.example:81/v1', { HTTP_PROXY: P, no_proxy: 'a.example:81' }],
  ['https://a.example/v1', { HTTPS_PROXY: P, no_proxy: 'a.example:443' }],
  ['http://10.1.2.3:81/v1', { HTTP_PROXY: P, no_proxy: '10.0.0.0/8' }],
  ['http://[::1]:81/v1', { HTTP_PROXY: P, no_proxy: '::1' }],
  ['http://[fd00::5]/v1', { HTTP_PROXY: P, no_proxy: 'fd00::/8' }],
  ['http://[::1]:81/v1', { HTTP_PROXY: P, no_proxy: '[::1]:81' }],
  ['http://[::1]:81/v1', { HTTP_PROXY: P, no_proxy: '0:0:0:0:0:0:0:1' }],
  ['http://[2001:db8::1]/v1', { HTTP_PROXY: P, no_proxy: '[2001:DB8:0::1]:80' }],
  ['http://[2001:db8::1]/v1', { HTTP_PROXY: P, no_proxy: '[2001:db8::]/32' }],
  ['http://a.example/v1', { HTTP_PROXY: P, no_proxy: '', NO_PROXY: 'a.example' }],
  ['http://bücher.example/v1', { HTTP_PROXY: P, no_proxy: 'Bücher.example.' }],
])('%s with %j uses no proxy', (url, environment) => {
  expect(find(url, environment)).toBeNull();
});

test.each([
  ['socks5://u:hunter2@p:1080', 'ALL_PROXY: proxies of the kind socks5:// are not supported'],
  ['ftp://p', 'ALL_PROXY: proxies of the kind ftp:// are not supported'],
  ['http://', 'ALL_PROXY: it is not the URL of a proxy'],
  ['ht tp', 'ALL_PROXY: it is not the URL of a proxy'],
  ['http://u:%zz@p', 'ALL_PROXY: its user or password is not percent-encoded correctly'],
])('%s is refused', (value, reason) => {
  expect(find('https://a.example/v1', { ALL_PROXY: value })).toBe(reason);
});

test('the credentials of the URL become a header', () => {
  const found = findProxy(new URL('http://a.example'), { HTTP_PROXY: 'http://u%20x:p%3aw@proxy.example' });
  const header = `Basic ${Buffer.from('u x:p:w').toString('base64')}`;
  expect(found).toMatchObject({ value: { origin: 'http://proxy.example', authorization: header } });
});

import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, serve, type Serving } from '../../scripts/command.js';

/** Where Debian and other distributions install it. */
const PLACES = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/usr/bin/nginx', '/usr/local/bin/nginx'];

/** The installed nginx; null if there is none. */
export const findNginx = (): string | null => PLACES.find((path) => existsSync(path)) ?? null;

/** A reverse proxy on loopback. */
export interface Proxy {
  readonly baseUrl: string;
  stop(): Promise<void>;
}

/**
 * Starts nginx before the endpoint at `upstream`.
 * @param location further directives of its one location, such as `proxy_buffering off;`
 */
export async function startNginx(command: string, upstream: string, location = ''): Promise<Proxy> {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-nginx-'));
  for (const name of ['body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']) mkdirSync(join(folder, name));
  const port = await freePort();
  const { origin, pathname } = new URL(upstream);
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off;
error_log stderr crit;
pid ${folder}/nginx.pid;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${port};
    location / { proxy_pass ${origin}; proxy_http_version 1.1; ${location} }
  }
}
`,
  );
  const running: Serving = await serve(command, ['-p', folder, '-c', join(folder, 'nginx.conf')], {}, port);
  return {
    baseUrl: `http://127.0.0.1:${port}${pathname}`,
    async stop() {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

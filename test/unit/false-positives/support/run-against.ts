import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { REFERENCE_KEY, serveReference } from '../../../../src/reference/serve.js';
import { onTestFinished } from 'vitest';
import type { Report } from '../../../../src/core/model/report.js';
import { conformance } from '../../../system/e2e/support/conformance.js';
import { emptyFolder, readReport } from '../../../system/e2e/support/out-folder.js';
import { serveHttp } from '../../io/serve.js';
import { specOf } from '../../../support/specs-and-suites.js';

/** Answers one request, whose body has come. */
export type Answering = (request: IncomingMessage, response: ServerResponse, body: string) => void;

/** What the command said of an endpoint. */
export interface Said {
  readonly status: number | null;
  readonly stderr: string;
  readonly stdout: string;
  readonly report: Report;
  /** Requests that came. */
  readonly requests: number;
}

/**
 * Runs the real command, with the suites basic, errors and auth, against a real server for the time of the test.
 * @param given further flags, and the environment in place of one that holds the key
 */
export async function runAgainst(
  answering: Answering,
  given: { readonly flags?: readonly string[]; readonly environment?: Record<string, string> } = {},
): Promise<Said> {
  let requests = 0;
  const url = await serveHttp((request, response) => {
    requests += 1;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => answering(request, response, Buffer.concat(chunks).toString()));
  });
  const out = join(emptyFolder(), 'run');
  const flags = ['--spec', 'openai', '--model', 'm', '--suite', 'basic', 'errors', 'auth', '--out', out];
  const { flags: more = [], environment = { CONFORMANCE_API_KEY: REFERENCE_KEY } } = given;
  const ran = await conformance(['run', '--base-url', url, ...flags, ...more], environment);
  return { ...ran, report: readReport(out), requests };
}

/** Answers as a faithful provider does. */
export async function faithfully(): Promise<Answering> {
  const served = await serveReference({ spec: specOf('openai') });
  onTestFinished(() => served.close());
  const origin = new URL(served.baseUrl).origin;
  return (request, response, body) => {
    const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
    const sent = { method: request.method ?? 'GET', headers: headers as Record<string, string> };
    fetch(`${origin}${request.url}`, body === '' ? sent : { ...sent, body })
      .then(async (answer) => {
        response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
        response.end(Buffer.from(await answer.arrayBuffer()));
      })
      .catch(() => response.destroy());
  };
}

/** An error as OpenAI documents it. */
export function refuse(
  response: ServerResponse,
  status: number,
  code: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ error: { message: 'It cannot be done now.', type: code, param: null, code } }));
}

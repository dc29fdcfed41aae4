import { fail, ok, type Result } from '../../core/model/result.js';
import { fileError } from '../../core/spec/source.js';

/** The time for a receiver to answer. */
const TIMEOUT_MS = 30_000;

/**
 * Posts JSON to an address, through the proxy that the environment names. Errors do not contain the address, because the
 * address of a webhook is often its credential.
 * @param name what the address is called in an error, such as the variable that contains it
 */
export async function postJson(address: string, value: unknown, name: string): Promise<Result<void>> {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !/^https?:$/u.test(url.protocol))
    return fail([fileError(name, 'It is not the address of a webhook.', 'Set it to https://…')]);
  // Loaded when needed: all of undici takes 90 ms to load.
  const { EnvHttpProxyAgent, request } = await import('undici');
  // Stated, because NODE_TLS_REJECT_UNAUTHORIZED=0 would change the default.
  const verified = { rejectUnauthorized: true };
  const dispatcher = new EnvHttpProxyAgent({ connect: verified, requestTls: verified, proxyTls: verified });
  try {
    const { statusCode, body } = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(value),
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
      dispatcher,
    });
    await body.dump();
    if (statusCode >= 200 && statusCode < 300) return ok(undefined);
    return fail([fileError(name, `The webhook answered with status ${statusCode}.`)]);
  } catch (error) {
    const { code = 'no response' } = error as NodeJS.ErrnoException;
    return fail([fileError(name, `The webhook could not be reached: ${code}.`)]);
  } finally {
    await dispatcher.destroy();
  }
}

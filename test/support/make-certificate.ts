import { generate } from 'selfsigned';

/** A certificate and the key that belongs to it, in PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export interface CertificateOptions {
  /** The only host that it is for: an address, or a name; 127.0.0.1 by default. */
  readonly host?: string;
  /** From when until when it holds, in days from now. */
  readonly days?: readonly [from: number, until: number];
  /** Whose key signs it; left out, its own. */
  readonly signer?: Certificate;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Makes a certificate of a server, new for each test: nothing of it is kept. */
export function makeCertificate({ host = '127.0.0.1', ...options }: CertificateOptions = {}): Promise<Certificate> {
  const isAddress = /^[\d.]+$/u.test(host);
  return issue(host, options, [
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'subjectAltName', altNames: [isAddress ? { type: 7, ip: host } : { type: 2, value: host }] },
  ]);
}

/** Makes the certificate of an unknown CA: a root, or one that the signer signs. */
export function makeAuthority(signer?: Certificate): Promise<Certificate> {
  return issue(signer === undefined ? 'root of a test' : 'CA of a test', signer === undefined ? {} : { signer }, [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, critical: true },
  ]);
}

async function issue(
  name: string,
  { days: [from, until] = [-1, 1], signer }: CertificateOptions,
  extensions: NonNullable<NonNullable<Parameters<typeof generate>[1]>['extensions']>,
): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() + from * DAY_MS),
    notAfterDate: new Date(Date.now() + until * DAY_MS),
    extensions,
    ...(signer === undefined ? {} : { ca: signer }),
  });
  return { cert: `${made.cert}\n`, key: made.private };
}

import { generate } from 'selfsigned';

/** A certificate and the key that belongs to it, in PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** Makes a self-signed certificate of a host, an address or a name, new for each test: nothing of it is kept. */
export async function makeCertificate({ host = '127.0.0.1' } = {}): Promise<Certificate> {
  const isAddress = /^[\d.]+$/u.test(host);
  const { cert, private: key } = await generate([{ name: 'commonName', value: host }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'subjectAltName', altNames: [isAddress ? { type: 7, ip: host } : { type: 2, value: host }] },
    ],
  });
  return { cert: `${cert}\n`, key };
}

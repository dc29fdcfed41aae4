import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Report } from '../../../src/core/model/report.js';
import { makeAuthority, makeCertificate, type Certificate } from '../../support/make-certificate.js';
import { conformance, makeFolder } from './kit/command.js';
import { serveTls } from './kit/serve-tls.js';
import { someOf } from '../../support/property-runs.js';

const root = await makeAuthority();
const between = await makeAuthority(root);
const selfSigned = await makeCertificate();
const issued = await makeCertificate({ signer: root });
const issuedBelow = await makeCertificate({ signer: between });
const over = await makeCertificate({ days: [-3, -2] });
const early = await makeCertificate({ signer: root, days: [2, 3] });
const foreign = await makeCertificate({ signer: root, host: 'gateway.example' });

/** A certificate that comes with that of its CA. */
const withCa = ({ cert, key }: Certificate, ca: Certificate): Certificate => ({ cert: cert + ca.cert, key });

/** A run against a server with this certificate, where another is trusted, too. */
async function runOver(certificate: Certificate, trusted: Certificate | null, model: string | null = 'reference') {
  const server = await serveTls(certificate);
  const folder = makeFolder();
  const [pem, out] = [join(folder, 'trusted.pem'), join(folder, 'run')];
  if (trusted !== null) writeFileSync(pem, trusted.cert);
  const testCase = ['--spec', 'openai', '--suite', 'basic', 'streaming', ...(model === null ? [] : ['--model', model])];
  const ran = await conformance(['run', '--base-url', server.baseUrl, ...testCase, '--out', out], {
    CONFORMANCE_API_KEY: server.key,
    ...(trusted === null ? {} : { NODE_EXTRA_CA_CERTS: pem }),
  });
  const file = join(out, 'report.json');
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : null;
  return { ...ran, report, requests: server.requests() };
}

const TRUST = /if you trust it, set NODE_EXTRA_CA_CERTS to a PEM file with /u;

test.each(
  someOf<[string, Certificate, Certificate | null, string, RegExp]>([
    ['is self-signed', selfSigned, null, 'DEPTH_ZERO_SELF_SIGNED_CERT', TRUST],
    ['is from a private CA', issued, null, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', TRUST],
    ['comes with that of its private CA', withCa(issued, root), null, 'SELF_SIGNED_CERT_IN_CHAIN', TRUST],
    ['comes with one below the root', withCa(issuedBelow, between), null, 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', TRUST],
    ['is trusted except for its root', issuedBelow, between, 'UNABLE_TO_GET_ISSUER_CERT', TRUST],
    ['has expired', over, over, 'CERT_HAS_EXPIRED', /have it renewed/u],
    ['is not valid yet', early, root, 'CERT_NOT_YET_VALID', /compare the clocks/u],
    ['is for another host', foreign, root, 'ERR_TLS_CERT_ALTNAME_INVALID', /a host name that its certificate names/u],
  ]),
)(
  'a certificate that %s is reported with a remedy, and its server gets no request',
  async (_, own, trusted, code, says) => {
    const { status, stderr, report, requests } = await runOver(own, trusted);
    expect(status).toBe(2);
    expect(stderr).toContain('its certificate');
    expect(stderr).toContain(`(${code}): `);
    expect(stderr).toMatch(says);
    expect(report?.totals).toMatchObject({ conforms: 0, diverges: 0, inconclusive: 1 });
    expect(report?.run.durationMs).toBeLessThan(8000);
    expect(requests).toBe(0);
  },
);

test('the search for a model reports the self-signed certificate, and does not suggest --model', async () => {
  const { status, stderr, report } = await runOver(selfSigned, null, null);
  expect([status, report]).toEqual([2, null]);
  expect(stderr).toMatch(TRUST);
  expect(stderr).not.toContain('--model');
});

test.each(
  someOf<[string, Certificate, Certificate]>([
    ['is self-signed', selfSigned, selfSigned],
    ['is from a private CA', withCa(issuedBelow, between), root],
  ]),
)('an endpoint whose certificate %s conforms where NODE_EXTRA_CA_CERTS names it', async (_, own, trusted) => {
  const { status, report, requests } = await runOver(own, trusted);
  expect(status).toBe(0);
  expect(report?.totals).toMatchObject({ diverges: 0, inconclusive: 0, notRun: 0 });
  expect(report?.totals.conforms).toBeGreaterThan(30);
  expect(requests).toBe(report?.run.requests);
});

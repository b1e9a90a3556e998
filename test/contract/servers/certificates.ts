import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Files in PEM: the authority that signed the server's certificate, and an authority it does not know. */
export interface Certificates {
  ca: string;
  strangerCa: string;
}

/**
 * Makes an authority and a server certificate for 127.0.0.1 and localhost with openssl, under the names the
 * engine looks for in its `wallet` folder. Throws when there is no openssl.
 */
export async function makeCertificates(folder: string): Promise<Certificates> {
  await mkdir(folder, { recursive: true });
  const file = (name: string) => join(folder, name);
  const openssl = (...words: string[]) => run('openssl', words);
  const newKey = (key: string) => ['-newkey', 'rsa:2048', '-nodes', '-keyout', file(key)];
  const authority = (name: string, subject: string) =>
    openssl(
      'req',
      '-x509',
      ...newKey(`${name}-key.pem`),
      '-out',
      file(`${name}.pem`),
      '-days',
      '2',
      '-subj',
      subject,
    );
  await authority('ca', '/CN=ob-backup-top test authority');
  await authority('stranger', '/CN=another authority');
  await openssl(
    'req',
    ...newKey('server-key.pem'),
    '-out',
    file('server.csr'),
    '-subj',
    '/CN=localhost',
    '-addext',
    'subjectAltName=DNS:localhost,IP:127.0.0.1',
  );
  const signer = ['-CA', file('ca.pem'), '-CAkey', file('ca-key.pem'), '-CAcreateserial'];
  const names = ['-copy_extensions', 'copy'];
  await openssl(
    'x509',
    '-req',
    '-in',
    file('server.csr'),
    ...signer,
    ...names,
    '-days',
    '2',
    '-out',
    file('server-cert.pem'),
  );
  return { ca: file('ca.pem'), strangerCa: file('stranger.pem') };
}

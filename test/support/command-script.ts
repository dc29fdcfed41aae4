import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInHost } from './run-in-host.js';

const COMMAND = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** A function of bash for programs that start the command themselves. */
export interface CommandScript {
  /**
   * Defines `conformance`, which runs the built command to its end in a warm process, with the environment and in the
   * working folder of the shell. `exec_conformance` replaces the shell by a separate process.
   */
  readonly bash: string;
  close(): void;
}

/** Serves warm processes to shells. */
export async function serveCommand(): Promise<CommandScript> {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-script-'));
  let serial = 0;
  const server = createServer((socket) => {
    let received = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      received += text;
      // The folder, the number of arguments, the arguments and the variables; a variable without a name ends them.
      if (!received.endsWith('\0=\0')) return;
      const [cwd = '', count = '', ...rest] = received.split('\0');
      const variables = rest.slice(Number(count), -2).map((each): [string, string] => {
        const at = each.indexOf('=');
        return [each.slice(0, at), each.slice(at + 1)];
      });
      serial += 1;
      const written = join(folder, `${serial}`);
      runInHost({ args: rest.slice(0, Number(count)), env: Object.fromEntries(variables), folder: cwd }).then(
        ({ status, stdout, stderr }) => {
          writeFileSync(`${written}.stdout`, stdout);
          writeFileSync(`${written}.stderr`, stderr);
          socket.end(`${status} ${written}\n`);
        },
        () => socket.destroy(),
      );
    });
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    bash: `
conformance() {
  local status written
  exec {connection}<>/dev/tcp/127.0.0.1/${port}
  { printf '%s\\0' "$PWD" "$#" "$@"; env -0; printf '=\\0'; } >&$connection
  read -r status written <&$connection
  exec {connection}>&-
  cat "$written.stdout"
  cat "$written.stderr" >&2
  return "$status"
}
exec_conformance() { exec "${process.execPath}" "${COMMAND}" "$@"; }
`,
    close() {
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

// node supervise.mjs PORT SCRIPT ARGUMENT…: runs a script with a last argument, its port, and starts it again when it
// crashes, as a process manager does. The supervisor keeps its own port: a connection waits until the new process listens.
import { spawn } from 'node:child_process';
import { connect, createServer } from 'node:net';

const [port, ...command] = process.argv.slice(2);
const inner = Number(port) + 1;
let child;
const start = () => {
  child = spawn(process.execPath, [...command, `${inner}`], { stdio: 'ignore' });
  child.once('exit', start);
};
process.once('SIGTERM', () => {
  child.off('exit', start);
  child.kill();
  process.exit(0);
});
start();

const forward = (socket) => {
  const server = connect(inner, '127.0.0.1');
  server.once('connect', () => socket.pipe(server).pipe(socket));
  server.once('error', (error) => {
    if (error.code === 'ECONNREFUSED' && !socket.destroyed) setTimeout(forward, 100, socket);
    else socket.destroy();
  });
  server.once('close', (failed) => {
    if (!failed) socket.destroy();
  });
  socket.once('error', () => server.destroy());
  socket.once('close', () => server.destroy());
};
createServer(forward).listen(Number(port), '127.0.0.1');

// Starts the real binary once for the run, on a free port and in a fresh folder, and ends it by
// its own process id. After the walks, `tongban verify` must find the journal clean.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = resolve(dirname(fileURLToPath(import.meta.url)), '..');
/** A debug build seeds a few hundred cases before it listens. */
const READY_WITHIN_MS = 300_000;
const STOPS_WITHIN_MS = 20_000;

export default async function start(): Promise<() => Promise<void>> {
  const binary = process.env.TONGBAN_BIN;
  if (!binary) throw new Error('TONGBAN_BIN must name the tongban binary (tests/run browser sets it)');
  const data = mkdtempSync(join(tmpdir(), 'tongban-walk-'));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const results = join(here, 'test-results');
  mkdirSync(results, { recursive: true });
  const log = join(results, 'server.log');
  const out = openSync(log, 'w');
  const args = ['demo', '--fresh', '--data', data, '--listen', `127.0.0.1:${port}`];
  // In the root of the repository: the demo's catalogue is there.
  const child = spawn(binary, args, { cwd: resolve(here, '../..'), stdio: ['ignore', out, out] });
  closeSync(out);
  const ended = new Promise<number | null>((done) => {
    child.once('error', () => done(null));
    child.once('exit', (code) => done(code));
  });
  // Not left behind when the runner itself dies.
  const last = (): void => void child.kill('SIGKILL');
  process.once('exit', last);

  try {
    await ready(base, child, log);
  } catch (error) {
    child.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
    throw error;
  }
  process.env.TONGBAN_BASE = base;
  process.env.TONGBAN_DATA = data;

  return async () => {
    child.kill('SIGTERM');
    let killed: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((done) => {
      killed = setTimeout(() => done('late'), STOPS_WITHIN_MS);
    });
    const end = await Promise.race([ended, late]);
    clearTimeout(killed);
    if (end === 'late') child.kill('SIGKILL');
    process.removeListener('exit', last);
    const verify = spawnSync(binary, ['verify', '--data', data], {
      cwd: resolve(here, '../..'),
      encoding: 'utf8',
    });
    rmSync(data, { recursive: true, force: true });
    if (end === 'late') throw new Error(`the server did not stop within ${STOPS_WITHIN_MS} ms of SIGTERM`);
    if (end !== 0) throw new Error(`the server ended with ${end} on SIGTERM\n${tail(log)}`);
    if (verify.status !== 0) {
      throw new Error(`tongban verify after the walks: exit ${verify.status}\n${verify.stdout}${verify.stderr}`);
    }
  };
}

async function ready(base: string, child: ChildProcess, log: string): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS;
  let failed: Error | undefined;
  child.once('error', (error) => { failed = error; });
  while (Date.now() < until) {
    if (failed) throw failed;
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`the server ended with ${child.exitCode ?? child.signalCode} before it listened\n${tail(log)}`);
    }
    const answer = await fetch(`${base}/healthz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`no healthy answer on ${base}/healthz within ${READY_WITHIN_MS} ms\n${tail(log)}`);
}

function tail(log: string): string {
  return readFileSync(log, 'utf8').split('\n').slice(-30).join('\n');
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address && typeof address === 'object') done(address.port);
        else fail(new Error('no port'));
      });
    });
  });
}

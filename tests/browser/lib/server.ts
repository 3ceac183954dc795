// Starts the real binary once for each worker, on a free port and in a fresh folder, and ends it by
// its own process id. After the walks, `tongban verify` must find each journal clean.
import type { FullConfig } from '@playwright/test';
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

/** What a worker walks: its own server, so that no walk meets the cases of one beside it. */
export interface Server {
  base: string;
  data: string;
}

/** The server of the worker that asks. */
export function own(): Server {
  const servers = JSON.parse(process.env.TONGBAN_SERVERS ?? '[]') as Server[];
  const server = servers[Number(process.env.TEST_PARALLEL_INDEX)];
  if (!server) throw new Error('no server is running for this worker');
  return server;
}

type Running = Server & { stop: () => Promise<string | undefined> };

export default async function start(config: FullConfig): Promise<() => Promise<void>> {
  const binary = process.env.TONGBAN_BIN;
  if (!binary) throw new Error('TONGBAN_BIN must name the tongban binary (tests/run browser sets it)');
  const workers = Array.from({ length: config.workers }, (_, index) => index);
  const began = await Promise.allSettled(workers.map((worker) => startOne(binary, worker)));
  const running = began.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const stopAll = async (): Promise<string[]> => {
    const faults = await Promise.all(running.map((one) => one.stop()));
    return faults.filter((fault) => fault !== undefined);
  };
  const failed = began.find((one) => one.status === 'rejected');
  if (failed) {
    await stopAll();
    throw failed.reason;
  }
  process.env.TONGBAN_SERVERS = JSON.stringify(running.map(({ base, data }) => ({ base, data })));
  return async () => {
    const faults = await stopAll();
    if (faults.length > 0) throw new Error(faults.join('\n'));
  };
}

/** `stop` says what was wrong at the end. */
async function startOne(binary: string, worker: number): Promise<Running> {
  const root = resolve(here, '../..');
  const data = mkdtempSync(join(tmpdir(), 'tongban-walk-'));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const results = join(here, 'test-results');
  mkdirSync(results, { recursive: true });
  const log = join(results, `server-${worker}.log`);
  const out = openSync(log, 'w');
  const args = ['demo', '--fresh', '--data', data, '--listen', `127.0.0.1:${port}`];
  // In the root of the repository: the demo's catalogue is there.
  const child = spawn(binary, args, { cwd: root, stdio: ['ignore', out, out] });
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
  const stop = async (): Promise<string | undefined> => {
    child.kill('SIGTERM');
    let killed: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((done) => {
      killed = setTimeout(() => done('late'), STOPS_WITHIN_MS);
    });
    const end = await Promise.race([ended, late]);
    clearTimeout(killed);
    if (end === 'late') child.kill('SIGKILL');
    process.removeListener('exit', last);
    const verify = spawnSync(binary, ['verify', '--data', data], { cwd: root, encoding: 'utf8' });
    rmSync(data, { recursive: true, force: true });
    if (end === 'late') return `the server did not stop within ${STOPS_WITHIN_MS} ms of SIGTERM`;
    if (end !== 0) return `the server ended with ${end} on SIGTERM\n${tail(log)}`;
    if (verify.status === 0) return undefined;
    return `tongban verify after the walks: exit ${verify.status}\n${verify.stdout}${verify.stderr}`;
  };
  return { base, data, stop };
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

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, ROOT } from './builtServer';

/** Why the proxy cannot be tested, or null if it can. */
export function whyNoNginx(): string | null {
  return spawnSync('nginx', ['-v']).status === 0 ? null : 'no nginx: Debian’s package nginx-light is not installed';
}

export interface TestProxy {
  readonly url: string;
  stop(): void;
}

/** nginx with `deploy/nginx.conf`, in front of servers on these ports, in a folder of its own. */
export async function startNginx(ports: readonly number[]): Promise<TestProxy> {
  const port = await freePort();
  const shipped = readFileSync(join(ROOT, 'deploy', 'nginx.conf'), 'utf8');
  const listening = shipped.replace('listen 80;', `listen 127.0.0.1:${port};`);
  const ours = listening.replace(/server server:4173 ([^;]*);/, (_, options: string) =>
    ports.map((one) => `server 127.0.0.1:${one} ${options};`).join('\n'),
  );
  if (listening === shipped || ours === listening) throw new Error('deploy/nginx.conf is not what it was');
  const folder = mkdtempSync(join(tmpdir(), 'moderato-nginx-'));
  for (const name of ['body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']) mkdirSync(join(folder, name));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${join(folder, name.replace('client_', ''))};`)
    .join('\n');
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  writeFileSync(
    join(folder, 'nginx.conf'),
    `${user} daemon off; pid ${join(folder, 'pid')}; error_log stderr; events {}
    http { access_log off; ${temporary} ${ours} }`,
  );
  const child: ChildProcess = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'pipe' });
  let output = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const url = `http://127.0.0.1:${port}`;
  const stop = () => {
    child.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 200; tries++) {
    try {
      await fetch(`${url}/health`);
      return { url, stop };
    } catch {
      if (child.exitCode !== null) break;
      await sleep(50);
    }
  }
  stop();
  throw new Error(`nginx did not start:\n${output}`);
}

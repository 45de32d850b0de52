import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';

/** A way to a server on which data can be held up, as on a network that swallows packets: nothing ends, nothing comes. */
export interface StallingProxy {
  readonly port: number;
  stall(): void;
  close(): void;
}

/** @param host of the server. */
export async function startStallingProxy(host: string, port: number): Promise<StallingProxy> {
  let stalled = false;
  const sockets = new Set<{ destroy(): void }>();
  const proxy = createServer((here) => {
    const there = connect(port, host);
    for (const [from, to] of [
      [here, there],
      [there, here],
    ] as const) {
      sockets.add(from);
      from.on('data', (piece) => void (stalled || to.write(piece)));
      from.on('close', () => void (stalled || to.destroy()));
      from.on('error', () => to.destroy());
    }
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (proxy.address() as AddressInfo).port,
    stall: () => {
      stalled = true;
    },
    close: () => {
      proxy.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

import { connect, createServer, type Socket } from 'node:net';

/** A way to a server that can be cut, and mended again. */
export interface CutLine {
  readonly url: string;
  /** Ends all connections and takes no new ones. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** Carries nothing any more, and tells nobody, as where a machine vanished. */
  hush(): void;
}

/** Another address of the same server, on this machine. It keeps no process alive. */
export async function cutLine(serverUrl: string): Promise<CutLine> {
  const to = new URL(serverUrl);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const beyond = connect(Number(to.port || 5432), to.hostname);
    for (const end of [socket, beyond]) {
      sockets.add(end);
      end.on('error', () => undefined).once('close', () => sockets.delete(end));
      end.unref();
    }
    socket.pipe(beyond).pipe(socket);
    socket.once('close', () => beyond.destroy());
    beyond.once('close', () => socket.destroy());
  });
  server.unref();
  const listen = (port: number): Promise<void> =>
    new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as { readonly port: number };
  const url = new URL(serverUrl);
  url.host = `127.0.0.1:${port}`;
  return {
    url: url.href,
    async cut() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    mend: () => listen(port),
    hush() {
      for (const socket of sockets) socket.unpipe().pause();
    },
  };
}

import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A network between a client and a server of this machine, which can be cut while both keep their ends open. */
export class Cable {
  private readonly ends = new Set<Socket>();
  private isCut = false;

  private constructor(private readonly listening: Server) {}

  static async to(port: number): Promise<Cable> {
    const listening = createServer();
    const cable = new Cable(listening);
    listening.on('connection', (near) => {
      const far = connect(port, '127.0.0.1');
      cable.join(near, far);
      cable.join(far, near);
    });
    listening.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    return cable;
  }

  get port(): number {
    return (this.listening.address() as AddressInfo).port;
  }

  /** Nothing comes through any more. */
  cut(): void {
    this.isCut = true;
    for (const end of this.ends) end.pause();
  }

  /** What was under way arrives. */
  mend(): void {
    this.isCut = false;
    for (const end of this.ends) end.resume();
  }

  async end(): Promise<void> {
    const closed = once(this.listening, 'close');
    this.listening.close();
    for (const end of this.ends) end.destroy();
    await closed;
  }

  private join(from: Socket, to: Socket): void {
    this.ends.add(from);
    from.setNoDelay(true);
    from.on('data', (bytes) => to.write(bytes));
    from.on('error', () => undefined);
    from.on('close', () => {
      this.ends.delete(from);
      to.destroy();
    });
    if (this.isCut) from.pause();
  }
}

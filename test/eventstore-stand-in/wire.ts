import { once } from 'node:events';
import net from 'node:net';

/** Passes bytes on to a server, and can break every connection at once: what gRPC's own server cannot. */
export class Wire {
  private readonly sockets = new Set<net.Socket>();

  private constructor(private readonly server: net.Server) {}

  /** Listens on a port (0: any) of this machine for what goes to another. */
  static async open(to: { host: string; port: number }, port = 0): Promise<Wire> {
    const server = net.createServer({ noDelay: true });
    const wire = new Wire(server);
    server.on('connection', (near) => {
      const far = net.connect({ ...to, noDelay: true });
      wire.join(near, far);
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return wire;
  }

  get port(): number {
    return (this.server.address() as net.AddressInfo).port;
  }

  /** Breaks every connection. */
  cut(): void {
    for (const it of this.sockets) it.resetAndDestroy();
  }

  /** Breaks every connection and takes no more. */
  async close(): Promise<void> {
    const closed = new Promise((done) => this.server.close(done));
    this.cut();
    await closed;
  }

  private join(near: net.Socket, far: net.Socket): void {
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}

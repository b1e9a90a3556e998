import { createServer, type Server } from 'node:net';
import type { Fault } from '../faults.ts';
import type { ServerContext } from './admission.ts';
import { Connection } from './connection.ts';

/** The listener and its connections. */
export class WireServer {
  readonly #server: Server;
  readonly #connections = new Set<Connection>();
  #port = 0;
  #host = '';
  #nextId = 3_221_487_617;

  constructor(context: () => ServerContext) {
    this.#server = createServer(socket => {
      const connection = new Connection(this.#nextId++, socket, context());
      this.#connections.add(connection);
      socket.on('close', () => this.#connections.delete(connection));
    });
  }

  get port(): number {
    return this.#port;
  }

  get connections(): readonly Connection[] {
    return [...this.#connections];
  }

  /** Rejects when the port is taken or the address is not this machine's. */
  listen(host: string, port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const failed = (error: Error): void => reject(error);
      this.#server.once('error', failed);
      this.#server.listen({ host, port }, () => {
        this.#server.off('error', failed);
        this.#server.on('error', () => undefined);
        const address = this.#server.address();
        this.#port = typeof address === 'object' && address !== null ? address.port : port;
        this.#host = host;
        resolve();
      });
    });
  }

  /** Starts or stops accepting new connections; open ones stay. */
  accept(wanted: boolean): void {
    if (wanted === this.#server.listening) return;
    if (wanted) this.#server.listen({ host: this.#host, port: this.#port });
    else this.#server.close();
  }

  drop(): void {
    for (const connection of this.#connections) connection.destroy();
  }

  async close(): Promise<void> {
    this.drop();
    if (!this.#server.listening) return;
    await new Promise<void>(resolve => this.#server.close(() => resolve()));
  }
}

/** Applies the faults that concern connections rather than statements. */
export function applyToServer(server: WireServer, fault: Fault): void {
  if (fault.kind === 'refuse') server.accept(false);
  if (fault.kind === 'drop') server.drop();
  if (fault.kind === 'clear') server.accept(true);
}

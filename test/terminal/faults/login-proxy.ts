// Stands between the program and a server, counts logins, and refuses them or numbers packets wrongly when the test
// wishes.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface LoginProxy {
  readonly port: number;
  /** Login packets seen so far. */
  readonly logins: number;
  /** Refuses every login from now on (error 1045), or lets them through again. */
  refuse(on: boolean): void;
  /** Gives the first packet of each answer a wrong sequence number from now on, or no longer. */
  misnumber(on: boolean): void;
  /** Cuts every connection that is open. */
  cut(): void;
  close(): Promise<void>;
}

/** An error packet with 1045, as the answer to the login packet. */
function refusal(): Buffer {
  const text = "Access denied for user 'root'@'127.0.0.1' (using password: NO)";
  const payload = Buffer.concat([Buffer.from([0xff, 0x15, 0x04]), Buffer.from(`#28000${text}`)]);
  return Buffer.concat([Buffer.from([payload.length, 0, 0, 2]), payload]);
}

/** Starts it on a free port before the server on another. */
export async function startLoginProxy(host: string, port: number): Promise<LoginProxy> {
  const sockets = new Set<Socket>();
  let logins = 0;
  let refusing = false;
  let misnumbering = false;
  const server = createServer(client => {
    const upstream = connect(port, host);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.once('data', login => {
      logins += 1;
      if (refusing) {
        client.end(refusal());
        return;
      }
      upstream.write(login);
      client.pipe(upstream);
    });
    upstream.on('data', answer => {
      if (misnumbering) answer[3] = ((answer[3] ?? 0) + 2) % 256;
      client.write(answer);
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    get logins() {
      return logins;
    },
    refuse: on => {
      refusing = on;
    },
    misnumber: on => {
      misnumbering = on;
    },
    cut,
    close: async () => {
      cut();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

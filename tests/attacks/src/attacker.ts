import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** An address that this machine's attackers connect from; the well-behaved client uses 127.0.0.1. */
export const attackerAddress = "127.0.0.66";

/** Settings of {@link keepConnecting}. */
interface AttackerOptions {
  readonly port: number;
  /** How many connections are open at once. */
  readonly connections: number;
  /** The address of a connection; {@link attackerAddress} by default. */
  readonly addressOf?: (index: number) => string;
  /** Called for each new connection, before it is open. */
  readonly onConnection: (socket: Socket) => void;
}

/** Connections that are opened again as soon as the server closes them. */
export interface Attacker extends Disposable {
  /** How many connections were opened so far. */
  readonly opened: number;
}

/** Keeps a number of connections open. Disposing the result closes them. */
export async function keepConnecting(options: AttackerOptions): Promise<Attacker> {
  const { port, connections, addressOf = () => attackerAddress, onConnection } = options;
  const open = new Set<Socket>();
  let opened = 0;
  let isStopped = false;

  function start(index: number): Socket {
    const socket = connect({ port, host: "127.0.0.1", localAddress: addressOf(index) });
    opened += 1;
    open.add(socket);
    socket.on("error", () => {});
    socket.once("close", () => {
      open.delete(socket);
      if (!isStopped) {
        // Not at once, so that a server that rejects connections doesn't make this process busy.
        setTimeout(() => isStopped || start(index), 10);
      }
    });
    onConnection(socket);
    return socket;
  }

  await Promise.all(Array.from({ length: connections }, (_, index) => once(start(index), "connect")));
  return {
    get opened() {
      return opened;
    },
    [Symbol.dispose]() {
      isStopped = true;
      for (const socket of open) {
        socket.destroy();
      }
    },
  };
}

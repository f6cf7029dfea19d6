import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Authenticate, type Handler, ProtocolError } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { CommandFailure } from "../failure.ts";

const host = "127.0.0.1";

/** A server that this machine alone can reach. */
export interface LoopbackServer {
  /** Where it listens, `http://127.0.0.1:8480`. */
  readonly url: string;
  /** Ends it, and the connections to it. */
  stop(): Promise<void>;
}

/**
 * Serves on 127.0.0.1. Requests that name another host are refused: a web page whose name was rebound to this
 * address must not reach the service through its reader's browser.
 *
 * @param port - 0 for any that is free
 * @param createHandler - makes the handler; gets the hook that checks the host
 * @throws CommandFailure where the port can't be listened on
 */
export async function serveOnLoopback(
  port: number,
  createHandler: (authenticate: Authenticate<undefined>) => Handler,
): Promise<LoopbackServer> {
  const handler = createHandler((request) => {
    const name = request.header("host")?.replace(/:\d+$/, "").toLowerCase();
    if (name !== host && name !== "localhost") {
      throw new ProtocolError(
        "AccessDenied",
        403,
        `This server answers to the hosts ${host} and localhost alone.`,
      );
    }
    return undefined;
  });
  const server = createServer(createNodeListener(handler));
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    throw describeListenError(error as NodeJS.ErrnoException, port);
  }
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    async stop() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function describeListenError({ code }: NodeJS.ErrnoException, port: number): CommandFailure {
  const reason = code === "EADDRINUSE" ? "it is taken" : String(code);
  return new CommandFailure(
    `can't listen on ${host}:${port}: ${reason}. Choose another port with --port, or 0 for any that is free.`,
  );
}

import type { IncomingMessage, RequestListener } from "node:http";
import { isLoopbackHost } from "@eks-auth/server-runtime/trusted-url";
import type { OnExchange } from "@eks-auth/service";
import { createConsole } from "../../console/console-listener.ts";
import { ExchangeRecorder } from "../../console/exchange-recorder.ts";
import { readStaticFiles } from "../../console/static-files.ts";

/** The most exchanges that are recorded in a second: each takes up to about 5 ms of the service's time. */
const maxPerSecond = 10;

/** The read-only console of a service. */
export interface AdminConsole {
  readonly listener: RequestListener;
  readonly onExchange: OnExchange;
  /** Ends the streams of all pages. */
  close(): void;
}

/**
 * Opens the read-only console of a service, for the path `/console/`. It answers only connections from this machine, such as
 * those of `kubectl port-forward` and SSH, also if the admin port is on another address: callers are not authenticated there.
 * It refuses what a proxy on this machine passes on for others, if a header shows it.
 *
 * @param onError - called with what failed; it is no reason that an exchange fails
 */
export async function openAdminConsole(onError: (error: unknown) => void): Promise<AdminConsole> {
  const recorder = new ExchangeRecorder({ maxPerSecond, onError });
  const console = createConsole({
    files: await readStaticFiles(),
    recorder,
    basePath: "/console/",
  });
  return {
    onExchange: recorder.onExchange,
    listener(request, response) {
      const problem = explainRefusal(request);
      if (problem === undefined) {
        console.listener(request, response);
      } else {
        response.writeHead(403, { "content-type": "text/plain" });
        response.end(`${problem}: use kubectl port-forward or ssh -L.\n`);
      }
    },
    close: () => console.close(),
  };
}

/** Headers that proxies and the sidecars of service meshes (Envoy, Linkerd) add; browsers, kubectl and SSH do not. */
const proxyHeader = /^(?:forwarded|via|x-real-ip|(?:x-forwarded|x-envoy|l5d)-.+)$/;

/** Says why a request is not answered; undefined if it is. */
function explainRefusal({ socket, headers }: IncomingMessage): string | undefined {
  // So Node.js writes an IPv4 address that a socket for IPv6 has accepted.
  const address = socket.remoteAddress?.replace(/^::ffff:/i, "") ?? "";
  if (!isLoopbackHost(address)) {
    return "The console answers only connections from this machine";
  }
  const name = Object.keys(headers).find((header) => proxyHeader.test(header));
  return name && `The console answers no proxy (header ${name})`;
}

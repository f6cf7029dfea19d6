import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A call of STS as it went over the wire. */
export interface RecordedCall {
  readonly parameters: Readonly<Record<string, string>>;
  /** Whose secret key it was signed with. */
  readonly accessKeyId: string | undefined;
}

/** Stands between the service and a server, which doesn't tell what it was asked. */
export interface RecordingProxy {
  readonly url: string;
  readonly calls: RecordedCall[];
  stop(): void;
}

/** @param target - the URL of the server that answers; it gets each call as it came, for its headers are signed */
export async function startRecordingProxy(target: string): Promise<RecordingProxy> {
  const calls: RecordedCall[] = [];
  const server = createServer(async (incoming, response) => {
    const { method, url = "/", headers } = incoming;
    const body = await text(incoming);
    calls.push({
      parameters: Object.fromEntries(new URLSearchParams(body)),
      accessKeyId: /Credential=(\w+)\//.exec(headers.authorization ?? "")?.[1],
    });
    const outgoing = request(new URL(url, target), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    outgoing.on("error", () => response.destroy());
    outgoing.end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

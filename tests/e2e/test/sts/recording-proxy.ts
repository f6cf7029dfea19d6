import { request } from "node:http";
import { text } from "node:stream/consumers";
import type { StsCall } from "@eks-auth/test-kit/fake-sts";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";

/** A proxy in front of an STS that records each call. */
export interface RecordingProxy extends AsyncDisposable {
  readonly url: string;
  readonly calls: StsCall[];
}

/** @param target - the URL of the STS. It receives each call unchanged, because the headers are signed. */
export async function startRecordingProxy(target: string): Promise<RecordingProxy> {
  const calls: StsCall[] = [];
  const server = await listenOnLoopback(async (incoming, response) => {
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
  return { url: server.url, calls, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

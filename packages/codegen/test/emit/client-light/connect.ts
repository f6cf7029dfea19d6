import type { HttpRequest, Transport } from "@eks-auth/client-runtime";
import type { createFetchHandler } from "@eks-auth/server-runtime/fetch";

/** Creates a transport that connects a client with a handler in the same process. */
export function connect(handle: ReturnType<typeof createFetchHandler>): Transport {
  return {
    async send({ protocol, host, path, query, method, headers, body }: HttpRequest) {
      const url = `${protocol}//${host}${path}${query === "" ? "" : `?${query}`}`;
      const response = await handle(new Request(url, { method, headers, body: (body as string) ?? null }));
      const bytes = new Uint8Array(await response.arrayBuffer());
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: (async function* () {
          yield bytes;
        })(),
      };
    },
    close() {},
  };
}

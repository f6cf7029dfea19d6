import { describe, expect, test } from "vitest";
import { outputStream } from "../../src/bindings/output-stream.ts";
import { createClient } from "../../src/client/client.ts";
import type { Operation } from "../../src/client/operation.ts";
import type { ReceivedResponse } from "../../src/http/response.ts";
import { greetingService } from "../greeting-service.ts";
import { platforms } from "../platforms.ts";
import { startScriptedServer } from "../scripted-server.ts";
import { readAll } from "../transport-requests.ts";

const download: Operation<object, { content: AsyncIterable<Uint8Array> }> = {
  method: "GET",
  write: () => ({ path: "/" }),
  read: ({ stream }: ReceivedResponse) => ({ content: stream as AsyncIterable<Uint8Array> }),
  errors: {},
  outputStream,
};

describe.each(platforms)("a stream of an output with the platform %s", (_name, platform) => {
  test("throws an error with the number of tries if the connection ends too early", async () => {
    await using server = await startScriptedServer({ status: 503 }, (_request, response) => {
      response.writeHead(200, { "content-length": "10" }).write("a", () => response.destroy());
    });
    const options = { endpoint: server.url, credentials: null, retryDelay: () => 0 };
    const client = createClient(greetingService, options, platform);
    const { content } = await client.call(download, {});
    await expect(readAll(content)).rejects.toMatchObject({
      code: "connection_failed",
      attempts: 2,
    });
    client.close();
  });
});

import { createServer } from "node:net";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { expect, test } from "vitest";
import { checkListener } from "../../src/http/liveness.ts";

test("a listener that accepts connections is alive, and one that is closed is not", async () => {
  const server = createServer();
  {
    await using loopback = await listenOnLoopback(server);
    expect(await checkListener(`http://127.0.0.1:${loopback.port}`)).toBeUndefined();
    expect(await checkListener(`https://0.0.0.0:${loopback.port}`)).toBeUndefined();
  }
  expect(await checkListener("http://127.0.0.1:1")).toBe(
    "http://127.0.0.1:1 accepts no connections (ECONNREFUSED)",
  );
});

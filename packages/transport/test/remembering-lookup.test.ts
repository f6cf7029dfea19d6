import type { LookupAddress, LookupOptions } from "node:dns";
import { once } from "node:events";
import { createServer, get } from "node:https";
import type { LookupFunction } from "node:net";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { afterEach, expect, test, vi } from "vitest";
import { readBody, ServerConnections } from "../src/index.ts";
import { createRememberingLookup } from "../src/remembering-lookup.ts";

afterEach(() => vi.useRealTimers());

type Answered = (error: NodeJS.ErrnoException | null, address: LookupAddress[]) => void;

/** A DNS that answers when the test says so: that of this machine can't be taken away. */
function createDns() {
  const questions: Answered[] = [];
  const lookup = createRememberingLookup((_hostname, _options, callback) => questions.push(callback));
  const answer = (address: string) => questions.shift()?.(null, [{ address, family: 4 }]);
  const fail = (code: string) => questions.shift()?.(Object.assign(new Error(code), { code }), []);
  return { lookup, questions, answer, fail };
}

/** Asks as a connection does. @returns the first address, or the code of the error */
function ask(lookup: LookupFunction, hostname = "eks-auth.example.org"): Promise<string> {
  return new Promise((resolve) => {
    const options: LookupOptions = { all: true };
    lookup(hostname, options, (error, addresses) =>
      resolve(error?.code ?? (addresses as LookupAddress[])[0]?.address ?? "none"),
    );
  });
}

test("the answer of DNS is used each time", async () => {
  const { lookup, answer } = createDns();
  const first = ask(lookup);
  answer("10.0.0.1");
  expect(await first).toBe("10.0.0.1");
  const second = ask(lookup);
  answer("10.0.0.2");
  expect(await second).toBe("10.0.0.2");
});

test.each(["EAI_AGAIN", "ENOTFOUND"])("after %s, the last address is used", async (code) => {
  const { lookup, answer, fail } = createDns();
  const first = ask(lookup);
  answer("10.0.0.1");
  await first;
  const second = ask(lookup);
  fail(code);
  expect(await second).toBe("10.0.0.1");
});

test("the error is reported for a host without an address, also if another host has one", async () => {
  const { lookup, answer, fail } = createDns();
  const first = ask(lookup);
  answer("10.0.0.1");
  await first;
  const other = ask(lookup, "other.example.org");
  fail("EAI_AGAIN");
  expect(await other).toBe("EAI_AGAIN");
});

test("if DNS does not answer, a known host waits 200 ms, and DNS gets no second question", async () => {
  vi.useFakeTimers();
  const { lookup, questions, answer } = createDns();
  const first = ask(lookup);
  answer("10.0.0.1");
  await first;
  const [second, third] = [ask(lookup), ask(lookup)];
  let isAnswered = false;
  void second.then(() => {
    isAnswered = true;
  });
  await vi.advanceTimersByTimeAsync(199);
  expect([isAnswered, questions.length]).toEqual([false, 1]);
  await vi.advanceTimersByTimeAsync(1);
  expect(await Promise.all([second, third])).toEqual(["10.0.0.1", "10.0.0.1"]);
  // The late answer is for the next ones.
  answer("10.0.0.2");
  const fourth = ask(lookup);
  await vi.advanceTimersByTimeAsync(200);
  expect(await fourth).toBe("10.0.0.2");
});

test("an unknown host waits for DNS, however long that takes", async () => {
  vi.useFakeTimers();
  const { lookup, answer } = createDns();
  const first = ask(lookup);
  await vi.advanceTimersByTimeAsync(10_000);
  answer("10.0.0.1");
  expect(await first).toBe("10.0.0.1");
});

test("a request to a host name connects", async () => {
  const { certificate, privateKey } = createSelfSignedCertificate("localhost", {
    names: [{ dns: "localhost" }],
  });
  await using server = await listenOnLoopback(
    createServer({ cert: certificate, key: privateKey }, (_request, response) => response.end("a")),
  );
  const connections = new ServerConnections({ ca: certificate, proxyTimeoutMs: 5_000 });
  const { port } = new URL(server.url);
  const url = `https://localhost:${port}`;
  const request = get(url, { agent: await connections.to(url) });
  const [response] = await once(request, "response");
  expect((await readBody(response, 10)).toString()).toBe("a");
  connections.close();
});

import { createServer } from "node:net";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { maxHandshakes } from "../../src/http/handshakes.ts";
import { createContent, get, serverOne, TlsFixture } from "./support/tls-fixture.ts";

const fixture = new TlsFixture(createContent(serverOne));

test.each(["TLSv1.2", "TLSv1.3"] as const)("%s is spoken, and HTTP/1.1 only", async (version) => {
  const socket = await fixture.open({
    minVersion: version,
    maxVersion: version,
    ALPNProtocols: ["h2", "http/1.1"],
  });
  expect([socket.getProtocol(), socket.alpnProtocol]).toEqual([version, "http/1.1"]);
  expect(socket.getCipher().name).toMatch(/GCM|CHACHA20/);
  expect(await get(socket)).toContain("200 OK");
});

test.each(["TLSv1", "TLSv1.1"] as const)("%s is refused, and the log says why", async (version) => {
  const options = { minVersion: version, maxVersion: version, ciphers: "DEFAULT:@SECLEVEL=0" };
  await expect(fixture.open(options)).rejects.toThrow();
  const message =
    "The TLS handshake failed (ERR_SSL_UNSUPPORTED_PROTOCOL). The client has neither TLS 1.2 nor TLS 1.3.";
  await expect.poll(() => fixture.failures).toEqual([{ address: "127.0.0.1", message }]);
});

test.each(["AES128-SHA", "ECDHE-ECDSA-AES128-SHA"])("the cipher %s is refused", async (ciphers) => {
  await expect(fixture.open({ maxVersion: "TLSv1.2", ciphers })).rejects.toThrow();
  await expect.poll(() => fixture.failures[0]?.message).toContain("ERR_SSL_NO_SHARED_CIPHER");
});

test("a client can't start another handshake on its connection", async () => {
  const socket = await fixture.open({ maxVersion: "TLSv1.2" });
  const result = await new Promise((resolve) => {
    socket.on("error", resolve);
    socket.renegotiate({}, resolve);
  });
  expect(result).toBeInstanceOf(Error);
});

test.each([
  ["HTTP", "GET / HTTP/1.1\r\nhost: localhost\r\n\r\n", "ERR_SSL_HTTP_REQUEST"],
  ["something else", "x".repeat(100), "ERR_SSL_"],
])("%s is not answered, and logged once", async (_what, sent, code) => {
  using raw = await RawConnection.open(fixture.port);
  await raw.write(sent);
  await raw.waitForEnd();
  await expect.poll(() => fixture.failures[0]?.message).toContain(code);
  expect(fixture.failures).toHaveLength(1);
  expect(await fixture.getStatus()).toBe(200);
});

test("the log says that a client does not trust the certificate", async () => {
  // Node.js's own client would end the handshake before it says so.
  let hello = "";
  await using recorder = await listenOnLoopback(
    createServer((socket) => {
      socket.setEncoding("latin1").on("data", (data) => {
        hello += data;
      });
    }),
  );
  fixture.connect({ port: recorder.port, maxVersion: "TLSv1.2" }).on("error", () => {});
  await expect.poll(() => hello).not.toBe("");
  using raw = await RawConnection.open(fixture.port);
  await raw.write(hello);
  await expect.poll(() => raw.received).not.toBe("");
  const unknownAuthority = "\x15\x03\x03\x00\x02\x02\x30";
  await raw.write(unknownAuthority);
  await expect
    .poll(() => fixture.failures)
    .toEqual([
      {
        address: "127.0.0.1",
        message:
          "The TLS handshake failed (ERR_SSL_TLSV1_ALERT_UNKNOWN_CA). The client does not trust the server's certificate. Check its CA file and the server's chain.",
      },
    ]);
});

test("clients that disconnect in the handshake stop nothing, and are not logged", async () => {
  for (const sent of ["", "\x16", "\x16\x03\x01\x02\x00\x01"]) {
    using raw = await RawConnection.open(fixture.port);
    await raw.write(sent);
    raw.reset();
  }
  expect(await fixture.getStatus()).toBe(200);
  expect(fixture.failures).toEqual([]);
});

test("a handshake ends after 5 seconds, even if a byte arrives now and then", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  using slow = await RawConnection.open(fixture.port);
  for (const byte of "\x16\x03\x01\x02") {
    await slow.write(byte);
    await vi.advanceTimersByTimeAsync(1_000);
  }
  using other = await RawConnection.open(fixture.port);
  await other.write("\x16");
  await vi.advanceTimersByTimeAsync(1_000);
  await slow.waitForEnd();
  expect(other.isClosed).toBe(false);
  await vi.advanceTimersByTimeAsync(4_000);
  await other.waitForEnd();
  const failure = { address: "127.0.0.1", message: "The TLS handshake was not complete within 5 s." };
  expect(fixture.failures).toEqual([failure, failure]);
});

test("a connection is open for longer when its handshake is over", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const socket = await fixture.open();
  expect(await get(socket)).toContain("200 OK");
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await get(socket)).toContain("200 OK");
});

describe("with too many handshakes in progress", () => {
  /** Opens connections that send nothing, until the test has ended. */
  async function openSilent(addresses: readonly string[]): Promise<RawConnection[]> {
    const opened: RawConnection[] = [];
    for (const address of addresses) {
      const connection = await RawConnection.open(fixture.port, address);
      onTestFinished(() => connection[Symbol.dispose]());
      opened.push(connection);
    }
    return opened;
  }

  test("the oldest of the address with most of them is closed, and others go on", async () => {
    const [first] = await openSilent(["127.0.0.2"]);
    const many = await openSilent(new Array(maxHandshakes - 1).fill("127.0.0.3"));
    expect(fixture.closed).toEqual([]);
    expect(await fixture.getStatus()).toBe(200);
    await many[0]?.waitForEnd();
    expect(fixture.closed).toEqual(["127.0.0.3"]);
    expect(first?.isClosed).toBe(false);
    expect(fixture.failures).toEqual([]);
  });

  test("from many addresses, the oldest is closed", async () => {
    const addresses = Array.from({ length: maxHandshakes }, (_, index) => `127.0.1.${index + 1}`);
    const [oldest] = await openSilent(addresses);
    expect(await fixture.getStatus()).toBe(200);
    await oldest?.waitForEnd();
    expect(fixture.closed).toEqual(["127.0.1.1"]);
  });

  test("a handshake that has succeeded is never closed for it", async () => {
    const socket = await fixture.open();
    await openSilent(new Array(maxHandshakes + 1).fill("127.0.0.1"));
    await expect.poll(() => fixture.closed).toHaveLength(1);
    expect(await get(socket)).toContain("200 OK");
  });
});

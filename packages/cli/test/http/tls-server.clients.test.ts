import { constants } from "node:crypto";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import type { ConnectionOptions } from "node:tls";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { createCertificate, createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { describe, expect, test } from "vitest";
import { createContent, get, serverOne, TlsFixture } from "./support/tls-fixture.ts";

const authority = createSelfSignedCertificate("callers");
const other = createSelfSignedCertificate("other callers");
const asClient = { isAuthority: false, usages: ["clientAuth"] } as const;
const client = createCertificate("client", authority, asClient);
const identity = { cert: client.certificate, key: client.privateKey };
const hour = 3_600_000;

const fixture = new TlsFixture(createContent(serverOne, [authority]));

test("clients need no certificate", async () => {
  expect(await fixture.getStatus()).toBe(200);
  expect(await fixture.getStatus(identity)).toBe(200);
  expect(fixture.rejected).toEqual([]);
});

test.each([
  ["of another authority", createCertificate("foreign", other, asClient), "DEPTH_ZERO|UNABLE_TO"],
  ["signed by its own key", createSelfSignedCertificate("own", asClient), "DEPTH_ZERO_SELF_SIGNED_CERT"],
  [
    "that has expired",
    createCertificate("old", authority, { ...asClient, validTo: new Date(Date.now() - hour) }),
    "CERT_HAS_EXPIRED",
  ],
  [
    "that is not valid yet",
    createCertificate("new", authority, { ...asClient, validFrom: new Date(Date.now() + hour) }),
    "CERT_NOT_YET_VALID",
  ],
  [
    "of a server",
    createCertificate("server", authority, { isAuthority: false, usages: ["serverAuth"] }),
    "INVALID_PURPOSE",
  ],
  [
    "without its intermediate authority",
    createCertificate("chained", createCertificate("between", authority), asClient),
    "UNABLE_TO",
  ],
])(
  "a certificate %s gets 403, and the log has the reason",
  async (_what, { certificate: cert, privateKey: key }, reason) => {
    const head = await get(await fixture.open({ cert, key }));
    expect(head).toMatch(/^HTTP\/1\.1 403 /);
    expect(head).toContain("x-amzn-errortype: AccessDenied");
    expect(head).toContain("connection: close");
    expect(fixture.rejected).toEqual([
      {
        code: "certificate_unknown",
        answer: "AccessDenied",
        message: expect.stringMatching(new RegExp(`^The client certificate is not valid \\((${reason})`)),
        address: "127.0.0.1",
      },
    ]);
  },
);

test("no certificate is valid when there is no authority any more", async () => {
  fixture.change(createContent(serverOne));
  expect(await fixture.getStatus(identity)).toBe(403);
  expect(await fixture.getStatus()).toBe(200);
});

describe("when an authority is gone", () => {
  test("idle connections with a certificate are closed; others, and with an authority more, go on", async () => {
    const withCertificate = await fixture.open(identity);
    const without = await fixture.open();
    await get(withCertificate);
    await get(without);
    fixture.change(createContent(serverOne, [authority, other]));
    expect(await get(withCertificate)).toContain("200 OK");
    const closed = once(withCertificate, "close");
    fixture.change(createContent(serverOne, [other]));
    await closed;
    expect(await get(without)).toContain("200 OK");
    expect(await fixture.getStatus(identity)).toBe(403);
  });

  /** Removes the authority of a client while its request is in progress. */
  async function removeDuringRequest() {
    const socket = await fixture.open(identity);
    let received = "";
    socket.on("data", (data) => {
      received += data;
    });
    socket.write("GET /wait HTTP/1.1\r\nhost: localhost\r\n\r\n");
    await fixture.waiting;
    fixture.change(createContent(serverOne, [other]));
    return { socket, getReceived: () => received };
  }

  test("a request in progress gets its response, and later ones on the connection don't", async () => {
    const { socket, getReceived } = await removeDuringRequest();
    socket.write("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n");
    await expect.poll(() => fixture.rejected).toMatchObject([{ code: "certificate_unknown" }]);
    expect(fixture.rejected[0]?.message).toContain(
      "an authority that is not in callers.certificate.caFile any more",
    );
    const closed = once(socket, "close");
    fixture.release();
    await closed;
    expect(getReceived().match(/^HTTP\/1\.1 \d+/gm)?.[0]).toBe("HTTP/1.1 200");
    expect(getReceived().match(/200 OK/g)).toHaveLength(1);
  });

  test("a connection with a request in progress is closed after its response", async () => {
    const { socket, getReceived } = await removeDuringRequest();
    const closed = once(socket, "close");
    fixture.release();
    await closed;
    expect(getReceived()).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(getReceived()).toContain("hello");
    expect(fixture.rejected).toEqual([]);
  });

  test("a handshake that is in progress does not verify with the old ones", async () => {
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const { promise: held, resolve: hold } = Promise.withResolvers<void>();
    let passed = 0;
    // It passes on what the client sends first, and holds back its certificate.
    await using relay = await listenOnLoopback(
      createServer((from) => {
        const to = connect(fixture.port, "127.0.0.1");
        to.pipe(from);
        from.on("data", async (data) => {
          passed += 1;
          if (passed > 1) {
            hold();
            await released;
          }
          to.write(data);
        });
        for (const socket of [from, to]) {
          socket.on("error", () => {});
        }
      }),
    );
    const socket = await fixture.open({ ...identity, port: relay.port });
    const answer = get(socket);
    await held;
    fixture.change(createContent(serverOne, [other]));
    release();
    expect(await answer).toContain("403");
  });

  const resumptions: [string, ConnectionOptions][] = [
    ["TLS 1.2 with a session ID", { maxVersion: "TLSv1.2", secureOptions: constants.SSL_OP_NO_TICKET }],
    ["TLS 1.2 with a ticket", { maxVersion: "TLSv1.2" }],
    ["TLS 1.3", { minVersion: "TLSv1.3" }],
  ];

  async function getSession(options: ConnectionOptions): Promise<Buffer> {
    const socket = fixture.connect(options);
    const [session] = (await once(socket, "session")) as [Buffer];
    socket.destroy();
    return session;
  }

  test.each(resumptions)("sessions that it verified can't be resumed: %s", async (_what, options) => {
    const session = await getSession({ ...options, ...identity });
    fixture.change(createContent(serverOne, [other]));
    for (const presented of [identity, {}]) {
      const again = await fixture.open({ ...options, ...presented, session });
      expect(again.isSessionReused()).toBe(false);
      expect(await get(again)).toContain(presented === identity ? "403" : "200");
    }
  });

  test.each(resumptions.slice(1))(
    "sessions of the others can be resumed until then: %s",
    async (_what, options) => {
      const session = await getSession({ ...options, ...identity });
      const resumed = await fixture.open({ ...options, session });
      expect(resumed.isSessionReused()).toBe(true);
      expect(await get(resumed)).toContain("200 OK");
      const closed = once(resumed, "close");
      fixture.change(createContent(serverOne, [other]));
      await closed;
    },
  );
});

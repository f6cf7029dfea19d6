import type { Socket } from "node:net";
import { connect } from "node:tls";
import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { expect } from "vitest";
import { attack, isShort } from "../src/attack.ts";
import { keepConnecting } from "../src/attacker.ts";
import { startService } from "../src/target.ts";

const certificate = createSelfSignedCertificate("server");
const start = () => startService({ tls: certificate });

/** The beginning of a ClientHello of 512 bytes. */
const hello = Buffer.from("160301020001", "hex");

attack("serve: TLS handshakes that never end, reopened when closed", start, async ({ port }, client) => {
  using _attacker = await keepConnecting({
    port,
    connections: isShort ? 300 : 1_200,
    onConnection(socket) {
      socket.resume();
      // A byte now and then, so that the connection is never idle.
      let sent = 0;
      const timer = setInterval(() => socket.write(hello.subarray(sent, ++sent)), 1_000);
      socket.once("close", () => clearInterval(timer));
    },
  });
  await client.waitForRequests(isShort ? 60 : 400);
});

attack("serve: TLS handshakes one after the other", start, async ({ port }, client) => {
  using attacker = await keepConnecting({
    port,
    connections: isShort ? 20 : 100,
    onConnection(socket) {
      const secure = connect({ socket, rejectUnauthorized: false }, () => socket.destroy());
      secure.on("error", () => {});
    },
  });
  await client.waitForRequests(isShort ? 60 : 400);
  expect(attacker.opened).toBeGreaterThan(100);
});

attack("serve: clients that disconnect in the TLS handshake", start, async ({ port, program }, client) => {
  using _attacker = await keepConnecting({
    port,
    connections: isShort ? 10 : 20,
    onConnection(socket: Socket) {
      socket.write(hello, () => socket.resetAndDestroy());
    },
  });
  await client.waitForRequests(isShort ? 40 : 200);
  expect(program.stderr.split("tls_handshake_failed").length).toBeLessThan(20);
});

attack("serve: TLS renegotiation", start, async ({ port }, client) => {
  const secure = connect({ port, host: "127.0.0.1", rejectUnauthorized: false, maxVersion: "TLSv1.2" });
  const result = await new Promise((resolve) => {
    secure.on("error", resolve);
    secure.once("secureConnect", () => secure.renegotiate({}, resolve));
  });
  expect(result).toBeInstanceOf(Error);
  secure.destroy();
  await client.waitForRequests(10);
});

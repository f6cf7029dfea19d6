import { readFile } from "node:fs/promises";
import type { Socket } from "node:net";
import { connect } from "node:tls";
import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import type { StartedProgram } from "@eks-auth/test-kit/started-program";
import { expect, test, vi } from "vitest";
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

/** Closes a connection after its handshake. */
function shakeHands(socket: Socket): void {
  const secure = connect({ socket, rejectUnauthorized: false }, () => socket.destroy());
  secure.on("error", () => {});
}

attack("serve: TLS handshakes one after the other", start, async ({ port }, client) => {
  using attacker = await keepConnecting({
    port,
    connections: isShort ? 20 : 100,
    onConnection: shakeHands,
  });
  await client.waitForRequests(isShort ? 60 : 400);
  expect(attacker.opened).toBeGreaterThan(100);
});

attack("serve: clients that disconnect in the TLS handshake", start, async ({ port, program }, client) => {
  using attacker = await keepConnecting({
    port,
    connections: isShort ? 50 : 200,
    onConnection(socket) {
      socket.write(hello, () => socket.resetAndDestroy());
    },
  });
  await client.waitForRequests(isShort ? 40 : 200);
  expect(program.stderr.split("tls_handshake_failed").length).toBeLessThan(20);
  expect(attacker.opened).toBeGreaterThan(1_000);
});

test("serve: a connection over the rate of its address costs a fraction of the CPU time of others", async () => {
  const limited = await measureCost();
  const unlimited = await measureCost("maxConnectionsPerSecondPerAddress: 10000");
  process.stdout.write(`${JSON.stringify({ limited, unlimited })}\n`);
  expect(limited).toBeLessThan(unlimited / 2);
});

/** Returns the CPU time of the service for each connection that an attacker opens, in milliseconds. */
async function measureCost(tlsSettings?: string): Promise<number> {
  await using target = await startService({ tls: certificate, ...(tlsSettings && { tlsSettings }) });
  using attacker = await keepConnecting({ port: target.port, connections: 50, onConnection: shakeHands });
  // After the 500 that an address can open at once.
  const waitFor = (opened: number) => vi.waitUntil(() => attacker.opened >= opened, { timeout: 60_000 });
  await waitFor(700);
  const [openedBefore, cpuBefore] = [attacker.opened, await readCpuMs(target.program)];
  await waitFor(openedBefore + 1_000);
  return ((await readCpuMs(target.program)) - cpuBefore) / (attacker.opened - openedBefore);
}

/** Reads the CPU time of a process. Linux counts it in steps of 10 ms. */
async function readCpuMs({ pid }: StartedProgram): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  // The name of the command can have spaces.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

attack("serve: TLS handshakes from many addresses", start, async ({ port }, client) => {
  using attacker = await keepConnecting({
    port,
    connections: isShort ? 100 : 400,
    // From each of them, fewer than the limit of an address.
    addressOf: (index) => `127.0.66.${(index % 250) + 1}`,
    onConnection: shakeHands,
  });
  await client.waitForRequests(isShort ? 40 : 200);
  expect(attacker.opened).toBeGreaterThan(100);
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

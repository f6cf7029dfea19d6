import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import type { StartedProgram } from "@eks-auth/test-kit/started-program";
import { expect, test } from "vitest";
import { runInProcess } from "../support/run-in-process.ts";
import { ServeFixture } from "./support/serve-fixture.ts";

const fixture = new ServeFixture();

/** Sends the head of a request whose body does not follow: the service waits for it when it stops. */
async function startRequest(url: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1").on("error", () => {});
  await once(socket, "connect");
  const path = "/clusters/edge/assume-role-for-pod-identity";
  const head = `POST ${path} HTTP/1.1\r\nhost: localhost\r\nexpect: 100-continue\r\ncontent-length: 10\r\n\r\n`;
  socket.write(head);
  // The response to "expect" says that the service has read the head.
  await once(socket, "data");
  return socket;
}

async function endBySecond(command: StartedProgram, url: string, signal: NodeJS.Signals): Promise<unknown> {
  const socket = await startRequest(url);
  command.signal("SIGTERM");
  await command.waitForError('"stopping"');
  command.signal(signal);
  const { exitCode } = await command.finish();
  socket.destroy();
  return exitCode;
}

const causes: Readonly<Record<number, () => Promise<unknown>>> = {
  async 0() {
    const { command } = await fixture.serve();
    command.signal("SIGINT");
    return (await command.finish()).exitCode;
  },
  1: async () => (await runInProcess("serve", "--config", "/none.yaml")).exitCode,
  2: async () => (await runInProcess("serve", "--none")).exitCode,
  async 130() {
    const { command, url } = await fixture.serve();
    return endBySecond(command, url, "SIGINT");
  },
  async 143() {
    const { command, url } = await fixture.serve();
    return endBySecond(command, url, "SIGTERM");
  },
};

test("serve has the exit codes that are documented, and no other", async () => {
  await fixture.writeConfig({});
  const page = await readFile(join(root, "docs/service.md"), "utf8");
  const [, table = ""] = page.split("| exit code |");
  const documented = Array.from(table.split("\n\n", 1)[0]?.matchAll(/^\| (\d+) /gm) ?? [], ([, code]) =>
    Number(code),
  );
  expect(documented).toEqual(Object.keys(causes).map(Number));
  const observed = await Promise.all(documented.map((code) => causes[code]?.()));
  expect(observed).toEqual(documented);
});

import { attack, isShort } from "../src/attack.ts";
import { keepConnecting } from "../src/attacker.ts";
import type { GoodClient } from "../src/good-client.ts";
import { startAgent, startService, type Target } from "../src/target.ts";

const path = "/clusters/edge/assume-role-for-pod-identity";

attack("serve: bodies that never end, reopened when answered", startService, async ({ port }, client) => {
  using _attacker = await keepConnecting({
    port,
    connections: isShort ? 300 : 1_200,
    onConnection(socket) {
      socket.resume();
      socket.write(
        `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{`,
      );
    },
  });
  await client.waitForRequests(isShort ? 60 : 400);
});

/** Requests that are sent at once, and whose responses are not read. */
async function pipeline({ port }: Target, client: GoodClient, path: string): Promise<void> {
  using _attacker = await keepConnecting({
    port,
    connections: 10,
    onConnection(socket) {
      socket.pause();
      socket.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`.repeat(3_000));
    },
  });
  await client.waitForRequests(isShort ? 40 : 200);
}

attack("serve: pipelined requests with unread responses", startService, (target, client) =>
  pipeline(target, client, "/"),
);

attack("agent: pipelined requests with unread responses", startAgent, (target, client) =>
  pipeline(target, client, "/v1/credentials"),
);

attack(
  "serve: scrapes of the admin port, pipelined, unread and cut off",
  startService,
  async (target, client) => {
    const port = Number(/admin +http:\S+?:(\d+)\//.exec(target.program.stdout)?.[1]);
    using _attacker = await keepConnecting({
      port,
      connections: 60,
      onConnection(socket) {
        socket.pause();
        socket.write(
          `${"GET /metrics HTTP/1.1\r\nhost: localhost\r\n\r\n".repeat(100)}GET /readyz HTTP/1.1\r\n`,
        );
      },
    });
    await client.waitForRequests(isShort ? 40 : 200);
  },
);

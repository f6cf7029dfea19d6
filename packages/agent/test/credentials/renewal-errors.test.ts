import { setTimeout as wait } from "node:timers/promises";
import {
  AccessDeniedException,
  ExpiredTokenException,
  InternalServerException,
  InvalidParameterException,
  InvalidRequestException,
  InvalidTokenException,
  ResourceNotFoundException,
  ServiceUnavailableException,
  ThrottlingException,
} from "@eks-auth/server";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { usePatientClock } from "../patient-clock.ts";
import { cart } from "../pods.ts";
import { RunningAgent } from "../running-agent.ts";
import { UpstreamServer } from "../upstream-server.ts";

const dropping = [
  AccessDeniedException,
  ExpiredTokenException,
  InvalidTokenException,
  ResourceNotFoundException,
];
const keeping = [
  InvalidParameterException,
  InvalidRequestException,
  ThrottlingException,
  InternalServerException,
  ServiceUnavailableException,
];
/** What AWS's front door says to the agent: names of the model, with another status. */
const toTheAgent = [
  [403, "ExpiredTokenException"],
  [403, "InvalidSignatureException"],
  [403, "AccessDeniedException"],
  [403, "UnrecognizedClientException"],
] as const;

/** A pod with an agent and an API of its own, all in the same time. */
interface Scene {
  readonly upstream: UpstreamServer;
  readonly running: RunningAgent;
}

usePatientClock("Date");

let cluster: DevCluster;
let token: string;
const scenes = new Map<string, Scene>();

beforeAll(async () => {
  cluster = await startDevCluster();
  token = await cluster.mintToken(cart());
  await Promise.all([
    ...[...dropping, ...keeping].map((Exception) =>
      open(Exception.name, (upstream) => {
        upstream.work = () => {
          throw new Exception({ message: "why" });
        };
      }),
    ),
    ...toTheAgent.map(([status, name]) =>
      open(`${name} (${status})`, (upstream) => {
        upstream.listener = (request, response) => {
          request.resume();
          response.writeHead(status, { "x-amzn-errortype": name }).end("{}");
        };
      }),
    ),
    open("no answer", (upstream) => {
      upstream.listener = () => {};
    }),
    open("a reset", (upstream) => {
      upstream.listener = ({ socket }) => {
        socket.resetAndDestroy();
      };
    }),
  ]);
  // Renewals look at the date.
  vi.setSystemTime(Date.now() + 2_401_000);
  for (const { running } of scenes.values()) {
    while (running.notices.length === 0) {
      await wait(20);
    }
  }
});
afterAll(async () => {
  for (const { running, upstream } of scenes.values()) {
    await running[Symbol.asyncDispose]();
    await upstream[Symbol.asyncDispose]();
  }
  await cluster.stop();
});

/** Has a pod get its credentials, and the API fail from then on. */
async function open(name: string, spoil: (upstream: UpstreamServer) => void): Promise<void> {
  const upstream = await UpstreamServer.start();
  const running = await RunningAgent.start(upstream.url);
  expect((await running.ask(token)).status).toBe(200);
  spoil(upstream);
  scenes.set(name, { upstream, running });
}

function sceneOf(name: string): Scene {
  const scene = scenes.get(name);
  if (scene === undefined) {
    throw new Error(`There is no ${name}.`);
  }
  return scene;
}

test.each(dropping.map(({ name }) => name))(
  "%s at a renewal takes the pod its credentials at once",
  async (name) => {
    const { running } = sceneOf(name);
    const answer = await running.ask(token);
    expect(answer).toMatchObject({
      status: name.startsWith("Resource") ? 404 : 400,
      body: { code: name, message: "why" },
    });
    expect(running.notices[0]?.message).toBe(`The pod loses its credentials: ${name}: why`);
  },
);

test.each([
  ...keeping.map(({ name }) => name),
  ...toTheAgent.map(([status, name]) => `${name} (${status})`),
  "no answer",
  "a reset",
])("%s at a renewal leaves the pod what it has", async (name) => {
  const { running } = sceneOf(name);
  expect(await running.ask(token)).toMatchObject({
    status: 200,
    body: { AccessKeyId: "ASIA0000000000000001" },
  });
  expect(running.notices[0]).toMatchObject({ level: "warn", pod: { name: "cart-0" } });
  expect(running.notices[0]?.message).toContain("could not be renewed; it keeps what it has: ");
  expect(running.refusals).toEqual([]);
});

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  ChatCommand,
  ListenCommand,
  OffAirException as OffAirOfClient,
  RadioClient,
  UploadCommand,
  ValidationException as ValidationOfClient,
} from "@acme/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createRadioHandler,
  type Messages,
  OffAirException,
  type Program,
  type RadioService,
} from "../src/gen/index.ts";
import { createNodeListener } from "../src/node.ts";

const drawn = new Date("2024-10-31T14:15:14.500Z");
const song = { title: "Blue", started: new Date("2024-10-31T14:15:14Z") };
const cover = { width: -3, round: false, song: "Blüe", drawn, image: Uint8Array.of(1, 2, 3) };

async function* play(fail?: Error): AsyncGenerator<Program> {
  yield { song };
  yield { cover };
  yield { lyrics: { text: "la, lä" } };
  yield { credits: { artist: { name: "Ann", birthYear: 1970 } } };
  yield { silence: {} };
  if (fail !== undefined) {
    throw fail;
  }
}

const service: RadioService = {
  async upload({ parts }) {
    const titles: string[] = [];
    let bytes = 0n;
    for await (const part of parts) {
      if ("title" in part) {
        titles.push(part.title.title);
      } else {
        bytes += BigInt(part.audio.bytes?.length ?? 0);
      }
    }
    return { titles, bytes };
  },
  listen({ station }) {
    const fail =
      station === "off"
        ? new OffAirException({ message: "Good night.", until: drawn })
        : station === "broken"
          ? new Error("secret")
          : undefined;
    return { name: station, program: play(fail) };
  },
  async chat({ messages = none() }) {
    return { answers: answer(messages) };
  },
};

async function* none(): AsyncGenerator<Messages> {}

async function* answer(messages: AsyncIterable<Messages>): AsyncGenerator<Messages> {
  for await (const { text } of messages) {
    yield { text: { text: `${text.text}!` } };
  }
}

const causes: unknown[] = [];
const handler = createRadioHandler(service, { onError: (error) => void causes.push(error) });
const server = createServer(createNodeListener(handler));
let client: RadioClient;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  client = new RadioClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: "eu-central-1",
    credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "secret" },
    maxAttempts: 1,
  });
});
afterAll(() => {
  client.destroy();
  server.close();
});

async function listen(
  station: string,
): Promise<{ events: unknown[]; error: unknown; name: string | undefined }> {
  const { program, name } = await client.send(new ListenCommand({ station }));
  const events: unknown[] = [];
  try {
    for await (const event of program ?? []) {
      events.push(event);
    }
  } catch (error) {
    return { events, error, name };
  }
  return { events, error: undefined, name };
}

const played = [
  { song },
  { cover },
  { lyrics: { text: "la, lä" } },
  { credits: { artist: { name: "Ann", birthYear: 1970 } } },
  { silence: {} },
];

test("events of an output reach the official client", async () => {
  expect(await listen("one")).toEqual({ name: "one", events: played, error: undefined });
});

test("an error of the stream ends it, with its members", async () => {
  const { events, error } = await listen("off");
  expect(events).toEqual(played);
  expect(error).toBeInstanceOf(OffAirOfClient);
  expect(error).toMatchObject({ message: "Good night.", until: drawn });
});

test("an unexpected error ends the stream, without its message", async () => {
  const { events, error } = await listen("broken");
  expect(events).toEqual(played);
  expect(error).toMatchObject({ name: "StationFailure" });
  expect(String(error)).not.toContain("secret");
  expect(causes).toEqual([new Error("secret")]);
});

test("signed events of an input reach the implementation", async () => {
  async function* parts() {
    yield { title: { title: "One" } };
    yield { audio: { bytes: new Uint8Array(100_000) } };
    yield { audio: { bytes: new Uint8Array() } };
    yield { title: { title: "Two" } };
  }
  const { $metadata, ...output } = await client.send(new UploadCommand({ station: "one", parts: parts() }));
  expect(output).toEqual({ titles: ["One", "Two"], bytes: 100_000 });
});

test("an event that breaks a constraint is rejected", async () => {
  async function* parts() {
    yield { title: { title: "" } };
  }
  const sent = client.send(new UploadCommand({ station: "one", parts: parts() }));
  await expect(sent).rejects.toThrow(ValidationOfClient);
  await expect(sent).rejects.toThrow("at '/parts/title/title' failed to satisfy constraint");
});

test("events go both ways at the same time", async () => {
  const received: unknown[] = [];
  let next = Promise.withResolvers<void>();
  async function* messages() {
    for (const text of ["one", "two", "three"]) {
      yield { text: { text } };
      await next.promise;
      next = Promise.withResolvers();
    }
  }
  const { answers } = await client.send(new ChatCommand({ messages: messages() }));
  for await (const answer of answers ?? []) {
    received.push(answer.text?.text);
    next.resolve();
  }
  expect(received).toEqual(["one!", "two!", "three!"]);
});

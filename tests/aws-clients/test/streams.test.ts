import { once } from "node:events";
import type { Readable } from "node:stream";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { expect, test, vi } from "vitest";
import { bytes, type Members, streamOf } from "../src/cases.ts";
import { type Pair, preparePairs } from "../src/prepare.ts";
import { ConnectedClient } from "../src/run-call.ts";

const pairs = await prepareOrSkip("streams of AWS clients", preparePairs);

type ErrorClass = new (members: Members) => Error;
type Events = AsyncIterable<Members>;

const audio = { LanguageCode: "en-US", MediaEncoding: "pcm", MediaSampleRateHertz: 16_000 };

function transcript(id: string): Members {
  return { TranscriptEvent: { Transcript: { Results: [{ ResultId: id, StartTime: 0, IsPartial: false }] } } };
}

/** Reads events until one fails. */
async function readUntilError(events: Events): Promise<{ read: Members[]; error: unknown }> {
  const read: Members[] = [];
  try {
    for await (const event of events) read.push(event);
    return { read, error: undefined };
  } catch (error) {
    return { read, error };
  }
}

if (pairs !== undefined) {
  const pairOf = (name: string) => pairs.get(name) as Pair;

  test("an error between events is the client's exception, after the events before it", async () => {
    const { client, stub } = pairOf("bedrock-runtime");
    const StreamError = stub.ModelStreamErrorException as ErrorClass;
    async function* respond(): AsyncGenerator<Members> {
      yield { chunk: { bytes: bytes("a") } };
      throw new StreamError({ message: "Broken.", originalStatusCode: 500, originalMessage: "b" });
    }
    await using connected = await ConnectedClient.open({ client, stub }, true, () => ({
      contentType: "application/json",
      body: respond(),
    }));
    const input = { modelId: "m", body: bytes("{}") };
    const { body } = await connected.send("InvokeModelWithResponseStream", input);
    const { read, error } = await readUntilError(body as Events);
    expect(read).toEqual([{ chunk: { bytes: bytes("a") } }]);
    expect(error).toBeInstanceOf(client.ModelStreamErrorException as ErrorClass);
    expect(error).toMatchObject({ message: "Broken.", originalStatusCode: 500, originalMessage: "b" });
  });

  test("an unexpected error between events isn't shown to the client", async () => {
    const onError = vi.fn();
    async function* respond(): AsyncGenerator<Members> {
      yield transcript("1");
      throw new Error("canary");
    }
    await using connected = await ConnectedClient.open(
      pairOf("transcribe-streaming"),
      true,
      () => ({ TranscriptResultStream: respond() }),
      { onError },
    );
    const input = { ...audio, AudioStream: streamOf({ AudioEvent: { AudioChunk: bytes("a") } }) };
    const { TranscriptResultStream: events } = await connected.send("StartStreamTranscription", input);
    const { read, error } = await readUntilError(events as Events);
    expect(read).toEqual([transcript("1")]);
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).not.toContain("canary");
    expect(onError.mock.calls).toMatchObject([
      [new Error("canary"), { operation: "StartStreamTranscription" }],
    ]);
  });

  test("both sides take turns in a conversation", async () => {
    async function* transcribe(events: Events): AsyncGenerator<Members> {
      for await (const { AudioEvent } of events) {
        yield transcript(Buffer.from((AudioEvent as { AudioChunk: Uint8Array }).AudioChunk).toString());
      }
    }
    await using connected = await ConnectedClient.open(
      pairOf("transcribe-streaming"),
      true,
      ({ AudioStream }) => ({ TranscriptResultStream: transcribe(AudioStream as Events) }),
    );
    const heard: string[] = [];
    let wake = Promise.withResolvers<void>();
    async function* speak(): AsyncGenerator<Members> {
      for (const word of ["one", "two", "three"]) {
        yield { AudioEvent: { AudioChunk: bytes(word) } };
        // The next word needs the transcript of this one.
        await wake.promise;
        wake = Promise.withResolvers();
      }
    }
    const output = await connected.send("StartStreamTranscription", { ...audio, AudioStream: speak() });
    for await (const event of output.TranscriptResultStream as Events) {
      const [result] = (event as ReturnType<typeof transcript> & Transcribed).TranscriptEvent.Transcript
        .Results;
      heard.push(result?.ResultId ?? "");
      wake.resolve();
    }
    expect(heard).toEqual(["one", "two", "three"]);
  });

  test("a client that destroys its stream of bytes aborts the call", async () => {
    const aborted = vi.fn();
    const ended = vi.fn();
    async function* speak(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield new Uint8Array(10_000);
      } finally {
        ended();
      }
    }
    await using connected = await ConnectedClient.open(pairOf("polly"), true, (_, { signal }) => {
      signal.addEventListener("abort", aborted);
      return { AudioStream: speak() };
    });
    const input = { OutputFormat: "mp3", Text: "a", VoiceId: "Amy" };
    const { AudioStream } = await connected.send("SynthesizeSpeech", input);
    const stream = AudioStream as Readable;
    await once(stream, "readable");
    stream.destroy();
    await expect.poll(() => aborted).toHaveBeenCalled();
    await expect.poll(() => ended).toHaveBeenCalled();
  });
}

interface Transcribed {
  readonly TranscriptEvent: {
    readonly Transcript: { readonly Results: readonly { readonly ResultId: string }[] };
  };
}

import { closeSync, constants, existsSync, openSync } from "node:fs";
import { expectSoon, stopClock } from "@eks-auth/test-kit/clocks";
import { StalledPipe } from "@eks-auth/test-kit/stalled-pipe";
import { StartedProgram } from "@eks-auth/test-kit/started-program";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createDescriptorWriter } from "../../src/core/descriptor-writer.ts";
import { recordTimeoutMs } from "../../src/core/log-destination.ts";
import { LogSink } from "../../src/core/log-sink.ts";

stopClock();

const folder = useTempFolder("log-sink");
const sinks: LogSink[] = [];

afterEach(() => Promise.all(sinks.splice(0).map((sink) => sink.close(0))));

function openSink(fd: number): LogSink {
  const destination = { name: "test", write: createDescriptorWriter(fd), describeFailure: String };
  const sink = new LogSink(destination, (counts) => `lost ${JSON.stringify(counts)}\n`);
  sinks.push(sink);
  return sink;
}

describe("with a pipe", () => {
  let pipe: StalledPipe;
  let sink: LogSink;

  beforeEach(() => {
    pipe = new StalledPipe(folder.resolve("pipe"));
    sink = openSink(pipe.openWriter(constants.O_NONBLOCK));
  });
  afterEach(async () => {
    pipe[Symbol.dispose]();
    await folder.delete("pipe");
  });

  /** Reads the pipe until a text has arrived. */
  async function readUntil(end: string): Promise<string> {
    await expectSoon(() => pipe.read()).toContain(end);
    return pipe.read();
  }

  it("writes lines at once, in order", async () => {
    sink.writeEvent("event", "one\n");
    const record = sink.writeRecord("record", "two\n");
    sink.writeEvent("event", "three\n");
    expect(pipe.read()).toBe("one\ntwo\nthree\n");
    expect(await record).toBeUndefined();
  });

  it("keeps a bounded number of bytes, and says how many lines of each kind it lost", async () => {
    pipe.fill();
    const line = `${"x".repeat(1023)}\n`;
    for (let count = 0; count < 256; count++) {
      sink.writeEvent("event", line);
    }
    sink.writeEvent("event", line);
    sink.writeEvent("event", "short\n");
    sink.writeEvent("other", "short\n");
    expect(sink.lostLines).toBe(3);
    const text = `${line.repeat(256)}lost {"event":2,"other":1}\n`;
    expect(await readUntil("lost")).toBe(text);
    sink.writeEvent("event", "again\n");
    expect(pipe.read()).toBe(`${text}again\n`);
  });

  it("writes records in their turn if the reader returns in time", async () => {
    pipe.fill();
    sink.writeEvent("event", "one\n");
    const record = sink.writeRecord("record", "two\n");
    sink.writeEvent("event", "three\n");
    await readUntil("three");
    expect(await record).toBeUndefined();
    expect(pipe.read()).toBe("one\ntwo\nthree\n");
  });

  it("fails a record after its time, further ones at once, and none when the pipe is read again", async () => {
    pipe.fill();
    const first = sink.writeRecord("record", "first\n");
    await vi.advanceTimersByTimeAsync(recordTimeoutMs);
    expect(await first).toBe("ETIMEDOUT");
    // The clock stands still.
    expect(await sink.writeRecord("record", "second\n")).toBe("ETIMEDOUT");
    expect(await readUntil("lost")).not.toMatch(/first|second/);
    await expectSoon(() => sink.writeRecord("record", "later\n")).toBeUndefined();
    expect(await readUntil("later")).toMatch(/^later$/m);
  });

  it("fails records at once if no one can read, and writes when there is a reader again", async () => {
    pipe.closeReader();
    expect(await sink.writeRecord("record", "first\n")).toBe("EPIPE");
    expect(await sink.writeRecord("record", "second\n")).toBe("EPIPE");
    pipe.openReader();
    await expectSoon(() => sink.writeRecord("record", "later\n")).toBeUndefined();
    expect(await readUntil("later")).toMatch(/^lost \{"record":\d+\}\n(lost .*\n)?later\n$/);
  });

  it("ends a torn record, so that the next line is whole", async () => {
    pipe.fill();
    const record = sink.writeRecord("record", `${"x".repeat(200_000)}\n`);
    sink.writeEvent("event", "next\n");
    // One part fits into the pipe after this, and another after the next reading.
    await expectSoon(() => pipe.read().length).toBeGreaterThan(0);
    await vi.advanceTimersByTimeAsync(recordTimeoutMs);
    expect(await record).toBe("ETIMEDOUT");
    const text = await readUntil("lost");
    expect(text.replaceAll(/x+/g, "x")).toMatch(/^x\nnext\nlost {"record":1}\n$/);
    expect(text.length).toBeLessThan(200_000);
  });

  it("waits for the reader when it closes, but not for long", async () => {
    pipe.fill();
    sink.writeEvent("event", "last\n");
    const closed = sink.close(60_000);
    await readUntil("last");
    await closed;
    pipe.fill();
    sink.writeEvent("event", "lost\n");
    await sink.close(1);
  });
});

it("writes to files in order", async () => {
  const fd = openSync(folder.resolve("log"), "a");
  const sink = openSink(fd);
  for (let number = 0; number < 100; number++) {
    sink.writeEvent("event", `${number}\n`);
  }
  expect(await sink.writeRecord("record", "100\n")).toBeUndefined();
  expect(await folder.read("log")).toBe(Array.from({ length: 101 }, (_, number) => `${number}\n`).join(""));
  closeSync(fd);
});

it.runIf(existsSync("/dev/full"))("fails records on a full disk", async () => {
  const fd = openSync("/dev/full", "a");
  const sink = openSink(fd);
  expect(await sink.writeRecord("record", "first\n")).toBe("ENOSPC");
  closeSync(fd);
});

it.each([
  ["process.exit(0)", 0],
  ["throw new Error('unexpected')", 1],
])("writes everything if the process ends by %s", async (end, exitCode) => {
  const fd = openSync(folder.resolve("log"), "w");
  const module = new URL("../../src/core/log-sink.ts", import.meta.url);
  const destinationModule = new URL("../../src/core/log-destination.ts", import.meta.url);
  const script = `
    const { LogSink } = await import("${module}");
    const { createStandardDestination } = await import("${destinationModule}");
    const sink = new LogSink(createStandardDestination("standard error"), () => "");
    for (let number = 0; number < 100; number++) sink.writeEvent("event", number + "\\n");
    ${end}`;
  const program = new StartedProgram(process.execPath, ["--input-type=module", "--eval", script], {
    stderr: fd,
  });
  expect(await program.finish()).toMatchObject({ exitCode });
  closeSync(fd);
  // The line that a thread was writing can come after the rest, which another thread writes.
  const lines = (await folder.read("log")).match(/^\d+$/gm) ?? [];
  expect(lines.map(Number).sort((one, other) => one - other)).toEqual(
    Array.from({ length: 100 }, (_, number) => number),
  );
});

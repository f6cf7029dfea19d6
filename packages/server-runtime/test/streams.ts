import { setTimeout as wait } from "node:timers/promises";

const utf8 = new TextEncoder();

/** Yields pieces one by one, with other work between them. */
export async function* streamPieces(...pieces: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    await new Promise((resolve) => setImmediate(resolve));
    yield typeof piece === "string" ? utf8.encode(piece) : piece;
  }
}

/** Yields pieces of a kilobyte without end. Calls `onEnd` when the reader stops. */
export async function* streamForever(onEnd: () => void): AsyncGenerator<Uint8Array> {
  try {
    for (;;) {
      await wait(1);
      yield new Uint8Array(1_024);
    }
  } finally {
    onEnd();
  }
}

export async function collect(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) {
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

export async function* failAfterByte(error: Error): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(1);
  throw error;
}

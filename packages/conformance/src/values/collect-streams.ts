import { getTrait, type Model } from "../model/model.ts";

/**
 * Reads the streams of an input to their end: an input's members come out as bytes where the model streams them.
 *
 * An empty stream and none are the same on the wire, so a server may hand over either; an empty one is left out.
 *
 * @param id - the input's shape
 */
export async function collectStreams(input: unknown, id: string, model: Model): Promise<unknown> {
  if (typeof input !== "object" || input === null) {
    return input;
  }
  const collected: Record<string, unknown> = { ...input };
  for (const [name, { target }] of Object.entries(model.getShape(id).members ?? {})) {
    const stream = collected[name];
    if (stream !== undefined && getTrait(model.getShape(target), "streaming") !== undefined) {
      const bytes = await collect(stream as AsyncIterable<Uint8Array>);
      if (bytes.length > 0) {
        collected[name] = bytes;
      } else {
        delete collected[name];
      }
    }
  }
  return collected;
}

async function collect(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/**
 * Replaces streams in a structure by what they contain: bytes, or a list of events. Removes members that are undefined,
 * and turns the clients' strings and buffers with additional methods into plain ones.
 */
export async function readStreams(value: unknown): Promise<unknown> {
  if (value instanceof Uint8Array) {
    return new Uint8Array(value);
  }
  if (typeof value !== "object" || value === null || value instanceof Date) {
    return value;
  }
  if (Symbol.asyncIterator in value) {
    return collect(value as AsyncIterable<unknown>);
  }
  if (Array.isArray(value)) {
    return Promise.all(value.map(readStreams));
  }
  const members = await Promise.all(
    Object.entries(value).map(async ([name, member]) => [name, await readStreams(member)] as const),
  );
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}

async function collect(stream: AsyncIterable<unknown>): Promise<unknown> {
  const pieces: unknown[] = [];
  for await (const piece of stream) {
    pieces.push(await readStreams(piece));
  }
  return pieces.every((piece) => piece instanceof Uint8Array)
    ? new Uint8Array(Buffer.concat(pieces))
    : pieces;
}

/** Inserts a text at a place. */
export function insert(text: string, place: number, part: string): string {
  const index = place % (text.length + 1);
  return text.slice(0, index) + part + text.slice(index);
}

/** Inserts a text at a place, one byte for each character. */
export function insertBytes(bytes: Uint8Array, place: number, part: string): Uint8Array {
  return Buffer.from(insert(Buffer.from(bytes).toString("latin1"), place, part), "latin1");
}

/** Removes the end. */
export function truncate(bytes: Uint8Array, place: number): Uint8Array {
  return bytes.slice(0, place % (bytes.length + 1));
}

/** Sets a byte at a place. */
export function flipByte(bytes: Uint8Array, place: number, value: number): Uint8Array {
  const changed = new Uint8Array(bytes);
  changed[place % Math.max(1, bytes.length)] = value;
  return changed;
}

type Headers = readonly (readonly [name: string, value: string])[];

/** Removes a header. */
export function removeHeader(headers: Headers, place: number): Headers {
  return headers.filter((_, index) => index !== place % headers.length);
}

/** Repeats up to three headers. */
export function repeatHeaders(headers: Headers, place: number): Headers {
  return [...headers, ...headers.slice(0, place % 4)];
}

/** Replaces the value of a header. */
export function replaceHeader(headers: Headers, place: number, value: string): Headers {
  return headers.map(([name, before], index) => [name, index === place % headers.length ? value : before]);
}

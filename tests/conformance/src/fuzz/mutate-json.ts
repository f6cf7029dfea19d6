import { junkJson } from "./junk.ts";

/**
 * Replaces one value in a JSON body. A body without JSON is replaced as a whole.
 *
 * @param place - the index of the value in the document
 * @param junk - the index of the new value in {@link junkJson}
 */
export function mutateJson<Message extends { readonly body: Uint8Array }>(
  message: Message,
  place: number,
  junk: number,
): Message {
  const other = junkJson[junk % junkJson.length];
  const document = parse(Buffer.from(message.body).toString());
  const places = document === undefined ? [] : listPlaces(document);
  const chosen = places[place % places.length];
  if (chosen === undefined) {
    return { ...message, body: Buffer.from(JSON.stringify(other)) };
  }
  const [holder, key] = chosen;
  Object.defineProperty(holder, key, { value: other, enumerable: true, writable: true, configurable: true });
  return { ...message, body: Buffer.from(JSON.stringify(document)) };
}

type Place = readonly [holder: object, key: string];

function listPlaces(value: object): Place[] {
  return Object.entries(value).flatMap(([key, item]) => [
    [value, key] as const,
    ...(typeof item === "object" && item !== null ? listPlaces(item) : []),
  ]);
}

function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A JSON object as `JSON.parse` makes it. */
export type JsonObject = { readonly [name: string]: unknown };

/** Tells a JSON object from every other JSON value. */
export function isJsonObject(value: unknown): value is JsonObject {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber)
  );
}

/**
 * Looks up a member of a JSON object: an own property only, for a member may be called `constructor`.
 *
 * @returns `undefined` where the member is absent or null
 */
export function getMember(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? (object[name] ?? undefined) : undefined;
}

/** Sets an own property, also one that is called `__proto__`. */
export function setMember<T>(object: Record<string, T>, name: string, value: T): void {
  if (name === "__proto__") {
    Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
  } else {
    object[name] = value;
  }
}

/**
 * Takes an empty object for an absent one: for a structure that is the whole body and isn't there, clients of
 * restJson1 send `{}`.
 */
export function dropEmptyObject(value: unknown): unknown {
  return isJsonObject(value) && Object.keys(value).length === 0 ? undefined : value;
}

/** A number of a JSON text whose digits a double would lose: what exact parsing leaves in its place. */
export class JsonNumber {
  /** The number as it was sent: `1.50`. */
  readonly source: string;

  /** @param source - the number as it was sent */
  constructor(source: string) {
    this.source = source;
  }
}

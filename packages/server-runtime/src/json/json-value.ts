/** A JSON object as `JSON.parse` returns it. */
export type JsonObject = { readonly [name: string]: unknown };

/** Whether a JSON value is an object. */
export function isJsonObject(value: unknown): value is JsonObject {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber)
  );
}

/**
 * Returns a member of a JSON object. Only own properties count, because a member can be named `constructor`.
 *
 * @returns the value, or `undefined` if the member is absent or null
 */
export function getMember(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? (object[name] ?? undefined) : undefined;
}

/** Sets an own property, even if it is named `__proto__`. */
export function setMember<T>(object: Record<string, T>, name: string, value: T): void {
  if (name === "__proto__") {
    Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
  } else {
    object[name] = value;
  }
}

/**
 * Converts an empty object to `undefined`. If a structure or a union that is the whole body is absent, restJson1 clients send
 * `{}`.
 */
export function dropEmptyObject(value: unknown): unknown {
  return isJsonObject(value) && Object.keys(value).length === 0 ? undefined : value;
}

/** A number of a JSON text that a double can't hold exactly. Only exact parsing creates it. */
export class JsonNumber {
  /** The number as it was sent: `1.50`. */
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  /** The nearest double. */
  valueOf(): number {
    return Number(this.source);
  }
}

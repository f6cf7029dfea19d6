import fc from "fast-check";
import {
  allSources,
  documentsWith,
  headerTextsUpTo,
  type ValueSources,
} from "../fuzz/values/value-sources.ts";
import { getTrait, hasTrait, type Member, type Model } from "../model/model.ts";

type Message = Readonly<Record<string, unknown>>;

const { simple, names, timestamps, texts } = allSources;

const bothWays: ValueSources = {
  ...allSources,
  // The client uses doubles for longs.
  simple: { ...simple, long: fc.maxSafeInteger().map(BigInt) },
  // It writes years below 1000 without leading zeros in an HTTP date, and reads years below 100 as 19xx.
  timestamps: timestamps.filter((timestamp) => timestamp.getUTCFullYear() >= 1000),
};

/** Values that the official client can send. */
export const inputSources: ValueSources = {
  ...bothWays,
  // It sends some bodies as text, and Node.js then writes the headers in UTF-8.
  texts: { ...texts, header: headerTextsUpTo(0x7e) },
  // It skips a parameter whose name every object inherits.
  names: names.filter((name) => !(name in {})),
  // It loses an empty first item.
  minInHeader: { items: 0, characters: 1 },
};

/** The client removes `__proto__`. */
const receivedNames = names.filter((name) => name !== "__proto__");

/** Values that the official client can receive. */
export const outputSources: ValueSources = {
  ...bothWays,
  simple: {
    ...bothWays.simple,
    bigDecimal: (simple.bigDecimal as fc.Arbitrary<string>).filter(isReadable),
    document: documentsWith(receivedNames),
  },
  names: receivedNames,
  // It reads an empty header as a list of one item.
  minInHeader: { items: 1, characters: 0 },
};

/**
 * The client fails for a number without a decimal point and with a negative exponent that no double can hold safely, and
 * reads as zero what a double rounds to minus zero.
 */
function isReadable(decimal: string): boolean {
  const double = Number(decimal);
  const isSafe = Math.abs(double) <= Number.MAX_SAFE_INTEGER;
  return !Object.is(double, -0) && (isSafe || !/^-?\d+e-/i.test(decimal));
}

/**
 * Whether the official client can send a message. It sends an absent JSON payload as `{}`, and writes decimals of a list
 * in a header as objects.
 *
 * @param id - the shape of the message
 */
export function canSend(message: Message, id: string, model: Model): boolean {
  return model
    .getMembers(id)
    .every(([name, member]) =>
      message[name] === undefined
        ? !isJsonPayload(member, model)
        : (message[name] as { length?: number }).length === 0 || !isDecimalsHeader(member, model),
    );
}

/**
 * Whether the official client can receive a message. It reads an absent member as present if every object inherits a
 * property of its JSON name.
 *
 * @param id - the shape of the message
 */
export function canReceive(message: Message, id: string, model: Model): boolean {
  return model
    .getMembers(id)
    .every(
      ([name, member]) =>
        message[name] !== undefined || !((getTrait<string>(member, "jsonName") ?? name) in {}),
    );
}

function isJsonPayload(member: Member, model: Model): boolean {
  const shape = model.getShape(member.target);
  return (
    hasTrait(member, "httpPayload") &&
    (["structure", "union", "document"].includes(shape.type) ||
      getTrait(shape, "mediaType") === "application/json")
  );
}

function isDecimalsHeader(member: Member, model: Model): boolean {
  const item = model.getShape(member.target).member;
  return (
    hasTrait(member, "httpHeader") && item !== undefined && model.getShape(item.target).type === "bigDecimal"
  );
}

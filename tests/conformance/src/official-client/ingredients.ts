import fc from "fast-check";
import {
  anyIngredients,
  documentsWith,
  headerTextsUpTo,
  type Ingredients,
} from "../fuzz/values/simple-values.ts";
import { getTrait, type Member, type Model } from "../model/model.ts";

type Message = Readonly<Record<string, unknown>>;

const { simple, names, moments, texts } = anyIngredients;

const bothWays: Ingredients = {
  ...anyIngredients,
  // A long is a double to the client.
  simple: { ...simple, long: fc.maxSafeInteger().map(BigInt) },
  // It writes a year of less than four digits without zeros in an HTTP date, and reads one below 100 as of the 1900s.
  moments: moments.filter((moment) => moment.getUTCFullYear() >= 1000),
};

/** What the official client can send. */
export const inputIngredients: Ingredients = {
  ...bothWays,
  // It sends some bodies as text, and with those Node.js writes the headers in UTF-8.
  texts: { ...texts, header: headerTextsUpTo(0x7e) },
  // It takes a parameter for sent already where any object has a property of that name.
  names: names.filter((name) => !(name in {})),
  // It writes an empty item as nothing, so that it is lost where it is the first.
  leastInHeader: { items: 0, characters: 1 },
};

/** It clears a `__proto__` before it reads it. */
const receivedNames = names.filter((name) => name !== "__proto__");

/** What the official client can receive. */
export const outputIngredients: Ingredients = {
  ...bothWays,
  simple: {
    ...bothWays.simple,
    bigDecimal: (simple.bigDecimal as fc.Arbitrary<string>).filter(isReadable),
    document: documentsWith(receivedNames),
  },
  names: receivedNames,
  // It reads an empty header as a list of one item.
  leastInHeader: { items: 1, characters: 0 },
};

/**
 * In JSON it expands a number without a point that no double holds safely, and fails where the exponent is negative. It
 * takes what a double rounds to minus zero for zero.
 */
function isReadable(decimal: string): boolean {
  const double = Number(decimal);
  const isSafe = Math.abs(double) <= Number.MAX_SAFE_INTEGER;
  return !Object.is(double, -0) && (isSafe || !/^-?\d+e-/i.test(decimal));
}

/**
 * Whether the official client can send a message: it sends an absent payload as `{}` where its content type would be
 * that of JSON, and writes the decimals of a list in a header as objects.
 *
 * @param id - the shape of the message
 */
export function canSend(message: Message, id: string, model: Model): boolean {
  return Object.entries(model.getShape(id).members ?? {}).every(([name, member]) =>
    message[name] === undefined
      ? !isJsonPayload(member, model)
      : (message[name] as { length?: number }).length === 0 || !isDecimalsHeader(member, model),
  );
}

/**
 * Whether the official client can receive a message: it takes an absent member for present where any object has a
 * property of the name that the member has in JSON.
 *
 * @param id - the shape of the message
 */
export function canReceive(message: Message, id: string, model: Model): boolean {
  return Object.entries(model.getShape(id).members ?? {}).every(
    ([name, member]) =>
      message[name] !== undefined || !((getTrait<string>(member, "jsonName") ?? name) in {}),
  );
}

function isJsonPayload(member: Member, model: Model): boolean {
  const shape = model.getShape(member.target);
  return (
    getTrait(member, "httpPayload") !== undefined &&
    (["structure", "union", "document"].includes(shape.type) ||
      getTrait(shape, "mediaType") === "application/json")
  );
}

function isDecimalsHeader(member: Member, model: Model): boolean {
  const item = model.getShape(member.target).member;
  return (
    getTrait(member, "httpHeader") !== undefined &&
    item !== undefined &&
    model.getShape(item.target).type === "bigDecimal"
  );
}

import fc from "fast-check";
import type { BoundMember, Message } from "../../../src/model/service.ts";
import type { Member, Type } from "../../../src/model/types.ts";

/** Creates random inputs, outputs or errors without streams. */
export function messages(message: Message | undefined): fc.Arbitrary<Record<string, unknown>> {
  return record(message?.members ?? [], valuesAt);
}

function record<M extends Member>(
  members: readonly M[],
  valuesOf: (member: M) => fc.Arbitrary<unknown>,
): fc.Arbitrary<Record<string, unknown>> {
  const required = members.filter((member) => member.required).map(({ name }) => name);
  const arbitraries = Object.fromEntries(members.map((member) => [member.name, valuesOf(member)]));
  return fc.record(arbitraries, { requiredKeys: required, noNullPrototype: true });
}

function valuesAt({ location, target, name }: BoundMember): fc.Arbitrary<unknown> {
  switch (location.kind) {
    case "header":
      return inHeader(target);
    case "prefixHeaders":
      return fc.dictionary(fc.stringMatching(/^[a-z0-9-]{1,8}$/), headerText, {
        minKeys: 1,
        noNullPrototype: true,
      });
    case "query":
      return target.kind === "list" ? fc.array(values(target.item), { minLength: 1 }) : values(target);
    case "queryParams":
      return fc.dictionary(text, text, { minKeys: 1, noNullPrototype: true });
    case "label":
      return inPath(target, name === "greedy");
    case "responseCode":
      return fc.constantFrom(200, 201, 299);
    case "payload":
      return inPayload(target);
    default:
      return values(target);
  }
}

/** Fetch handlers trim headers. */
const headerText = fc
  .string({
    unit: fc
      .integer({ min: 0x20, max: 0xff })
      .filter((code) => code < 0x7f || code > 0x9f)
      .map((code) => String.fromCharCode(code)),
  })
  .map((value) => value.trim());

function inHeader(type: Type): fc.Arbitrary<unknown> {
  switch (type.kind) {
    case "list":
      return fc.array(inHeader(type.item));
    case "string":
      return type.mediaType === undefined ? headerText : text;
    default:
      return values(type);
  }
}

/** URLs of fetch drop the segments `.` and `..`. */
function inPath(type: Type, isGreedy: boolean): fc.Arbitrary<unknown> {
  const hasDots = (value: unknown) => typeof value === "string" && /^\.{0,2}$/.test(value);
  const segment = values(type).filter((value) => !hasDots(value));
  const withoutSlash = segment.filter((value) => !String(value).includes("/"));
  return isGreedy ? fc.array(withoutSlash, { minLength: 1 }).map((segments) => segments.join("/")) : segment;
}

/** A body of no bytes counts as absent. */
function inPayload(type: Type): fc.Arbitrary<unknown> {
  switch (type.kind) {
    case "string":
      return text.filter((value) => value !== "");
    case "blob":
      return fc.uint8Array({ minLength: 1 });
    case "structure":
      return values(type).filter((value) => Object.keys(value as object).length > 0);
    default:
      return values(type);
  }
}

const text = fc.string({ unit: "grapheme", maxLength: 20 });

/** Creates random values of a type, as a JSON document can hold them. */
function values(type: Type, depth = 0): fc.Arbitrary<unknown> {
  switch (type.kind) {
    case "blob":
      return fc.uint8Array();
    case "boolean":
      return fc.boolean();
    case "document":
      // A member that is null counts as absent.
      return fc
        .jsonValue()
        .map((value) => JSON.parse(JSON.stringify(value)))
        .filter((value) => value !== null);
    case "string":
      return text;
    case "enum":
    case "intEnum":
      return fc.constantFrom<string | number>(...type.values);
    case "number":
      return numbers[type.size];
    case "timestamp":
      return dates(type.format ?? "epoch-seconds");
    case "list": {
      const item = values(type.item, depth + 1);
      return fc.array(type.sparse ? fc.option(item) : item, { maxLength: 3 });
    }
    case "map": {
      const value = values(type.value, depth + 1);
      const options = { maxKeys: 3, noNullPrototype: true };
      return fc.dictionary(
        fc.oneof(text, fc.constantFrom("__proto__", "constructor")),
        type.sparse ? fc.option(value) : value,
        options,
      );
    }
    case "structure": {
      const members = depth > 3 ? type.members.filter(({ target }) => target !== type) : type.members;
      return record(members, ({ target }) => values(target, depth + 1));
    }
    case "union":
      return fc.oneof(
        ...type.members.map(({ name, target }) =>
          values(target, depth + 1).map((value) => ({ [name]: value })),
        ),
      );
    case "eventStream":
      throw new Error("Event streams have no random values.");
  }
}

const withoutMinusZero = (value: number) => (value === 0 ? 0 : value);

const numbers = {
  byte: fc.integer({ min: -128, max: 127 }),
  short: fc.integer({ min: -32_768, max: 32_767 }),
  integer: fc.integer(),
  long: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  bigInteger: fc.bigInt(),
  bigDecimal: fc.tuple(fc.bigInt(), fc.nat()).map(([whole, fraction]) => `${whole}.${fraction}`),
  float: fc.float().map(withoutMinusZero),
  double: fc.double().map(withoutMinusZero),
};

function dates(format: string): fc.Arbitrary<Date> {
  const step = format === "http-date" ? 1000 : 1;
  return fc.integer({ min: 0, max: 4_000_000_000_000 / step }).map((time) => new Date(time * step));
}

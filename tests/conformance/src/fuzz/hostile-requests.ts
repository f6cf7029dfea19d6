import fc from "fast-check";
import type { WireRequest } from "../http/requests.ts";
import { bindingOf } from "../model/bindings.ts";
import { getTrait, hasTrait, type Member, type Model, type Operation } from "../model/model.ts";
import { randomMessage } from "./values/random-value.ts";
import { encodeRequest } from "./wire/encode-request.ts";

/** A request to send, with its origin. */
export interface FuzzRequest {
  /** `mutated`, `wrong types`, `random`, or the name of a hostile family. */
  readonly origin: string;
  readonly wire: WireRequest;
}

/** Texts that could be slow to read or cause errors, for headers, queries and labels, by description. */
const hostileTexts: Readonly<Record<string, (size: number) => string>> = {
  "a text for backtracking": (size) => `${"a".repeat(size)}!`,
  "many digits": (size) => "9".repeat(size),
  "many zeros": (size) => `0.${"0".repeat(size)}1`,
  "a large exponent": (size) => `1e${"9".repeat(Math.min(size, 300))}`,
  "many commas": (size) => ",".repeat(size),
  "many quotes": (size) => '"'.repeat(size),
  "many backslashes": (size) => `"${"\\".repeat(size)}`,
  "many quoted items": (size) => Array.from({ length: size }, () => '"a\\""').join(","),
  "many spaces": (size) => `a${" ".repeat(size)}a`,
  "spaces between commas": (size) => ` ,${" ".repeat(size)},`.repeat(2),
  "many percent signs": (size) => "%".repeat(size),
  "escapes that are not UTF-8": (size) => "%ff".repeat(size),
  "many escapes": (size) => "%c3%a9".repeat(size),
  base64: (size) => "YWFh".repeat(size),
  "base64 with a wrong end": (size) => `${"YWFh".repeat(size)}=`,
  "a date with a long fraction": (size) => `2019-12-16T23:48:18.${"1".repeat(size)}Z`,
  "many dates": (size) => Array.from({ length: size }, () => "Mon, 16 Dec 2019 23:48:18 GMT").join(", "),
};

/** Makes a request. The size is a depth, or a number of keys, items or characters. */
export type MakeRequest = (size: number) => WireRequest;

/** One header per type that is parsed, because the first invalid header ends a request. */
const headerNames = ["x-texts", "x-longs", "x-moments", "x-json", "x-decimal"];

const parameterNames = ["texts", "double", "decimal", "dateTime"];

const none = new Uint8Array();

/** Families of requests that could cost much time for their size, by description. */
export const hostileFamilies: Readonly<Record<string, MakeRequest>> = {
  "deep lists": (size) => post(`{"free":${"[".repeat(size)}${"]".repeat(size)}}`),
  "deep objects": (size) => post(`{"free":${'{"a":'.repeat(size)}1${"}".repeat(size)}}`),
  "deep trees": (size) => post(`{"tree":${'{"children":['.repeat(size)}{}${"]}".repeat(size)}}`),
  "deep and unclosed": (size) => post("[".repeat(size)),
  "brackets in a string": (size) => post(`{"text":"${"[".repeat(size)}"}`),
  "escaped quotes and brackets": (size) => post(`{"text":"${'\\"['.repeat(size)}"}`),
  "shallow objects": (size) => post(`{"documents":[${repeat("{}", size)}]}`),
  "many unknown keys": (size) => post(`{${join(size, (it) => `"k${it}":1`)}}`),
  "many keys that are numbers": (size) => post(`{"free":{${join(size, (it) => `"${it * 65_537}":1`)}}}`),
  "many keys of a map": (size) => post(`{"map":{${join(size, (it) => `"k${it}":"a"`)}}}`),
  "the same key again": (size) => post(`{${repeat('"text":"a"', size)}}`),
  "the same unknown key again": (size) => post(`{"map":{${repeat('"a":"a"', size)}}}`),
  "__proto__ again": (size) => post(`{"free":{${repeat('"__proto__":{"polluted":true}', size)}}}`),
  "constructor.prototype": (size) =>
    post(`{"free":[${repeat('{"constructor":{"prototype":{"polluted":1}}}', size)}]}`),
  "many keys of a union": (size) => post(`{"choice":{${join(size, (it) => `"k${it}":null`)},"_text":"a"}}`),
  "a long list of numbers": (size) => post(`{"matrix":[[${repeat("9223372036854775807", size)}]]}`),
  "a long list of decimals": (size) => post(`{"decimals":[${repeat("1.50e3", size)}]}`),
  "a long list of nulls": (size) => post(`{"sparseStrings":[${repeat("null", size)}]}`),
  "a long list that is wrong at its end": (size) => post(`{"strings":[${repeat('"a"', size)},1]}`),
  "a number of many digits": (size) => post(`{"big":${"9".repeat(size)}}`),
  "a decimal of many digits": (size) => post(`{"decimal":0.${"0".repeat(size)}1}`),
  "a large exponent": (size) => post(`{"big":1e${size},"long":1e${size},"decimal":1e${size}}`),
  "an exponent of many digits": (size) =>
    post(`{"decimal":1e${"9".repeat(size)},"long":1e${"0".repeat(size)}1}`),
  "lone surrogates": (size) => post(`{"text":"${"\\ud800".repeat(size)}"}`),
  "long base64": (size) => post(`{"bytes":"${"YWFh".repeat(size)}="}`),
  "unique strings": (size) => check(`"strings":[${join(size, (it) => `"s${it}"`)}]`),
  "equal strings": (size) => check(`"strings":[${repeat('"s"', size)}]`),
  "unique trees": (size) => check(`"trees":[${join(size, (it) => `{"label":"${it}"}`)}]`),
  "unique dates": (size) =>
    check(`"dates":[${join(size, (it) => `"${new Date(it * 1000).toISOString()}"`)}]`),
  "unique documents": (size) =>
    check(`"documents":[${join(size, (it) => `{"Name-1":"a","choice":{"free":[${it}]}}`)}]`),
  "a text for an evil pattern": (size) => check(`"evil":"${"a".repeat(size)}!"`),
  "a text for evil alternatives": (size) => check(`"alternatives":"${"ab".repeat(size)}!"`),
  "a text for a safe pattern": (size) => check(`"safe":"${"a".repeat(size)}!"`),
  "a decimal to compare": (size) => check(`"decimal":${"1".repeat(size)}`),
  "many broken constraints": (size) => check(`"kinds":{${join(size, (it) => `"k${it}":1`)}}`),
  "many nested violations": (size) => check(`"documents":[${join(size, (it) => `{"count":${it}}`)}]`),
  "many headers": (size) => put(Array.from({ length: size }, (_, it) => [`x-extra-${it}`, "a"])),
  "many other headers": (size) => put(Array.from({ length: size }, (_, it) => [`y-${it}`, "a"])),
  "many parameters": (size) =>
    get(
      "/params",
      join(size, (it) => `k${it}=a`, "&"),
    ),
  "one parameter again": (size) => get("/param-lists", repeat("key=a", size, "&")),
  "many empty parameters": (size) => get("/mixed-params", "&".repeat(size)),
  "many parameters for a literal": (size) => get("/things/a", repeat("detai", size, "&")),
  "many segments": (size) => get(`/things${"/a".repeat(size)}`, ""),
  "many empty segments": (size) => get(`/things${"/".repeat(size)}end`, ""),
  ...textFamilies(),
};

/** Each hostile text in headers, in parameters of a query and in a label. */
function textFamilies(): Record<string, MakeRequest> {
  return Object.fromEntries(
    Object.entries(hostileTexts).flatMap(([name, make]): [string, MakeRequest][] => [
      ...headerNames.map((header): [string, MakeRequest] => [
        `${header}: ${name}`,
        (size) => put([[header, make(size)]]),
      ]),
      ...parameterNames.map((parameter): [string, MakeRequest] => [
        `?${parameter}: ${name}`,
        (size) => get("/query", `mode=all&${parameter}=${make(size)}`),
      ]),
      [`label: ${name}`, (size) => get(`/things/${make(size)}`, "")],
    ]),
  );
}

function post(body: string, path = "/everything"): WireRequest {
  const headers = [["content-type", "application/json"]] as const;
  return { method: "POST", path, query: "", headers, body: Buffer.from(body) };
}

function check(members: string): WireRequest {
  return post(`{"text":"a",${members}}`, "/constraints");
}

function put(headers: WireRequest["headers"]): WireRequest {
  return { method: "PUT", path: "/headers", query: "", headers, body: none };
}

function get(path: string, query: string): WireRequest {
  return { method: "GET", path, query, headers: [], body: none };
}

function repeat(text: string, size: number, separator = ","): string {
  return join(size, () => text, separator);
}

function join(size: number, make: (index: number) => string, separator = ","): string {
  return Array.from({ length: size }, (_, index) => make(index)).join(separator);
}

/** Mostly small sizes, so that many requests fit in a run. One in a hundred is as large as an attack. */
const sizes = fc.oneof(
  { weight: 99, arbitrary: fc.integer({ min: 1, max: 300 }) },
  fc.constantFrom(20_000, 100_000),
);

/** Requests of the hostile families, and hostile text in each header, query parameter and label of the model. */
export function hostileRequests(model: Model): fc.Arbitrary<FuzzRequest> {
  const families = fc
    .tuple(fc.constantFrom(...Object.entries(hostileFamilies)), sizes)
    .map(([[origin, make], size]) => ({ origin, wire: make(size) }));
  const bound = model.operations.flatMap((operation) => boundTexts(model, operation));
  return fc.oneof(families, ...bound);
}

function boundTexts(model: Model, operation: Operation): fc.Arbitrary<FuzzRequest>[] {
  const members = model.getMembers(operation.input).filter(([, it]) => bindingOf(it) !== "body");
  if (members.length === 0) {
    return [];
  }
  const texts = fc.tuple(fc.constantFrom(...Object.entries(hostileTexts)), fc.integer({ min: 1, max: 300 }));
  return [
    fc
      .tuple(randomMessage(model, operation.input), fc.constantFrom(...members), texts)
      .map(([input, [name, member], [[origin, make], size]]) => {
        const wire = encodeRequest(model, operation, input);
        const text = make(size);
        const header =
          getTrait<string>(member, "httpHeader") ?? getTrait<string>(member, "httpPrefixHeaders");
        return { origin: `${origin} in ${name}`, wire: insert(wire, header, member, text) };
      }),
  ];
}

function insert(wire: WireRequest, header: string | undefined, member: Member, text: string): WireRequest {
  if (header !== undefined) {
    return { ...wire, headers: [[header, text], ...wire.headers] };
  }
  if (hasTrait(member, "httpLabel")) {
    const segments = wire.path.split("/");
    segments[Math.min(segments.length - 1, 2 + (text.length % segments.length))] = text.replaceAll(
      "/",
      "%2F",
    );
    return { ...wire, path: segments.join("/") };
  }
  const name = getTrait<string>(member, "httpQuery") ?? "key";
  return { ...wire, query: `${wire.query}&${name}=${text}&${name}` };
}

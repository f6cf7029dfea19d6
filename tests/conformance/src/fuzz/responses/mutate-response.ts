import {
  flipByte,
  insertBytes,
  removeHeader,
  repeatHeaders,
  replaceHeader,
  truncate,
} from "../mutate-bytes.ts";
import { mutateJson } from "../mutate-json.ts";
import { applyMutation, type Mutate, type Mutation } from "../mutation.ts";

/** A response before it is written to a connection. */
export interface WireResponse {
  readonly status: number | string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}

const mutations: readonly Mutate<WireResponse>[] = [
  (response, place, _, number) => changeValue(response, place, number),
  (response, place, _, number) => changeValue(response, place, number),
  (response, place) => ({ ...response, status: statuses[place % statuses.length] ?? 200 }),
  (response, place, junk) => ({ ...response, headers: replaceHeader(response.headers, place, junk) }),
  (response, place) => ({ ...response, headers: removeHeader(response.headers, place) }),
  (response, place) => ({ ...response, headers: repeatHeaders(response.headers, place) }),
  (response, place, junk) => addHeader(response, names[place % names.length] ?? "", junk),
  (response, place) => addHeader(response, ...(framings[place % framings.length] ?? ["", ""])),
  (response, place) => ({ ...response, body: truncate(response.body, place) }),
  (response, place, _, number) => ({ ...response, body: flipByte(response.body, place, number) }),
  (response, place, junk) => ({ ...response, body: insertBytes(response.body, place, junk) }),
  (response, place) => ({
    ...response,
    body: Buffer.from(hostileBodies[place % hostileBodies.length]?.() ?? ""),
  }),
];

const statuses: readonly (number | string)[] = [
  100,
  101,
  102,
  103,
  199,
  200,
  201,
  204,
  205,
  206,
  299,
  300,
  301,
  304,
  307,
  399,
  400,
  403,
  404,
  407,
  409,
  413,
  429,
  500,
  502,
  503,
  504,
  599,
  600,
  999,
  0,
  1000,
  -1,
  "",
  "2O0",
];

/** Headers that clients decide on. */
const names: readonly string[] = [
  "x-amzn-errortype",
  "content-type",
  "content-length",
  "date",
  "retry-after",
  "x-amz-retry-after",
  "x-amzn-requestid",
  "location",
  "set-cookie",
  "__proto__",
  "constructor",
];

/** Headers that decide on how the body is read, most of which don't fit it. */
const framings: readonly (readonly [name: string, value: string])[] = [
  ["content-length", "0"],
  ["content-length", "1"],
  ["content-length", "1000000"],
  ["content-length", "-1"],
  ["transfer-encoding", "chunked"],
  ["transfer-encoding", "gzip"],
  ["content-encoding", "gzip"],
  ["content-encoding", "br"],
  ["content-encoding", "deflate"],
  ["connection", "keep-alive"],
  ["connection", "upgrade"],
  ["upgrade", "h2c"],
  ["trailer", "x-amzn-errortype"],
];

const depth = 30_000;

const hostileBodies: readonly (() => string)[] = [
  () => "",
  () => `{"tree":${'{"children":['.repeat(depth)}`,
  () => `{"tree":${'{"children":['.repeat(depth)}{}${"]}".repeat(depth)}}`,
  () => `{"free":${"[".repeat(depth)}${"]".repeat(depth)}}`,
  () => `{"content":${'{"a":'.repeat(depth)}1${"}".repeat(depth)}}`,
  () => `${"[".repeat(depth)}`,
  () => `{"big":${"9".repeat(depth)}}`,
  () => `{"decimal":1e${"9".repeat(300)},"moment":1e300,"blobs":["${"=".repeat(depth)}"]}`,
  () => `{"__type":{"toString":1},"code":[[]],"message":{"toString":null}}`,
  () => `{"message":"${"a".repeat(depth)}","__type":"${"#:".repeat(depth)}"}`,
];

/** A hostile body is too deep for a change of one of its values. */
function changeValue(response: WireResponse, place: number, junk: number): WireResponse {
  return response.body.length > depth ? response : mutateJson(response, place, junk);
}

function addHeader(response: WireResponse, name: string, value: string): WireResponse {
  return { ...response, headers: [...response.headers, [name, value]] };
}

/** Changes one part of a response. */
export function mutateResponse(response: WireResponse, mutation: Mutation): WireResponse {
  return applyMutation(mutations, response, mutation);
}

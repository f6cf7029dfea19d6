import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { FillCommand, OddClient, TurnCommand, type TurnCommandInput } from "@acme/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createOddHandler } from "../src/gen/index.ts";
import { createNodeListener } from "../src/node.ts";

const handler = createOddHandler({ turn: (input) => input, fill: (input) => input });
const server = createServer(createNodeListener(handler));
let url: string;
let client: OddClient;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  client = new OddClient({ endpoint: url, maxAttempts: 1 });
});
afterAll(() => {
  client.destroy();
  server.close();
});

const at = new Date("2024-10-31T14:15:14Z");
const signs = [
  " ",
  '"',
  "'",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a value that looks like a template
  "`${x}`",
  "\\",
  "a\nb",
  "*/",
  "</script>",
  "🚀",
  "__proto__",
  "constructor",
  "\u2028",
];
// The types of the client don't say that values of sparse lists and maps can be null.
const inputs = [
  ...signs.map((sign) => ({ sign })),
  { signs: { "🚀": " ", constructor: "1", "a|b": '"' } },
  { level: -1, levels: [0, 2147483647] },
  { tree: { value: 1, left: { value: 2, right: { value: 3 } } } },
  { lists: [{ text: "a" }, { nested: [{ nested: [] }, { map: { x: { text: "y" } } }] }] },
  { times: { a: at, b: null }, dates: { a: at, b: null }, sparseTimes: [at, null] },
  { swap: { a: "a", b: 2, c: "c", d: "d", e: "e" } },
  { choice: { inner: { choice: { inner: { inner: { list: [1.5, Number.NaN, -Infinity] } } } } } },
  { choice: { inner: { inner: { doc: { a: [null, 1] } } } } },
  ...[{ number: 3 }, { text: "3" }, { unit: {} }, { time: at }, { data: Uint8Array.of(1) }].map((choice) => ({
    choice,
  })),
  { any: [1, { a: null }], matrix: [[1, null], []], empty: {} },
  { node: { at, children: { a: null, b: { children: {} } } } },
] as unknown as TurnCommandInput[];

test.each(inputs)("the client and the stub agree about %j", async (input) => {
  const { $metadata, ...output } = await client.send(new TurnCommand(input));
  expect(output).toEqual(input);
});

function post(path: string, body: string): Promise<Response> {
  return fetch(`${url}${path}`, { method: "POST", body, headers: { "content-type": "application/json" } });
}

test.each([
  '{"swap":{"b":"x","a":1,"__proto__":"c","":"e"}}',
  '{"choice":{"big":123456789012345678901234567890}}',
  '{"choice":{"dec":1.000000000000000000001}}',
  '{"choice":{"number":"n"}}',
  '{"choice":{"text":4}}',
  '{"times":{"a":null,"__proto__":1.5}}',
  '{"signs":{"__proto__":"__proto__"}}',
  '{"any":{"__proto__":1}}',
  '{"sign":"\\u0000"}',
])("the stub returns the same JSON: %s", async (body) => {
  const response = await post("/turn", body);
  expect({ status: response.status, text: await response.text() }).toEqual({ status: 200, text: body });
});

test.each([
  ['{"sign":"x"}', "/sign"],
  ['{"signs":{"x":" "}}', "/signs"],
  ['{"levels":[0,0]}', "/levels"],
  ['{"tree":{"value":1,"left":{}}}', "/tree/left/value"],
  ['{"choice":{"number":"n","text":4}}', "/choice"],
  ['{"choice":{}}', "/choice"],
  ['{"matrix":[null]}', "/matrix/0"],
  ['{"lists":[{}]}', "/lists/0"],
])("the stub rejects %s", async (body, path) => {
  const response = await post("/turn", body);
  expect({ status: response.status, text: await response.text() }).toEqual({
    status: 400,
    text: expect.stringContaining(path),
  });
});

test("absent members get their defaults", async () => {
  const response = await post("/fill", '{"nested":{}}');
  const text = await response.text();
  expect(JSON.parse(text)).toEqual({
    ...{
      byte: 1,
      short: -2,
      int: 3,
      long: 2 ** 53,
      float: 1.5,
      double: 1e300,
      bigInteger: 5,
      bigDecimal: 1.25,
    },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a value that looks like a template
    text: 'it\'s `${"odd"}` \n \u2028',
    ...{ bool: false, blob: "aGk=", sign: "*/", level: -1 },
    ...{ time: 1.5, date: "1985-04-12T23:20:50.52Z", http: "Tue, 29 Apr 2014 18:30:38 GMT" },
    ...{ list: [], map: {}, docText: "x", docNumber: 1, docBool: true, docList: [], docMap: {} },
    ...{ need: "needed", opt: 7, root: 9, ["__proto__"]: "p", nested: { a: 0, b: 9, c: [] } },
  });
  expect(text).toContain('"__proto__":"p"');
  expect(text).toContain('"long":9007199254740993,');
  const { proto, date } = await client.send(new FillCommand({} as never));
  expect({ proto, date }).toEqual({ proto: "p", date: new Date("1985-04-12T23:20:50.52Z") });
});

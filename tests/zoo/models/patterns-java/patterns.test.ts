import { expect, test } from "vitest";
import { createFetchHandler } from "../src/fetch.ts";
import { createDepotHandler } from "../src/gen/index.ts";

const handle = createFetchHandler(createDepotHandler({ async label() {} }));

async function send(name: string, value: string): Promise<unknown> {
  const response = await handle(
    new Request("http://localhost/label", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ [name]: value }),
    }),
  );
  return response.status === 204 ? "accepted" : await response.json();
}

/** Values that java.util.regex accepts, and values that it rejects. */
test.each([
  ["escape", ["A_-", "A\n", "A\r\n"], ["a", "A\n\n", "A\nB"]],
  ["hyphen", ["a-.~:"], ["a,:", "a"]],
  ["flag", ["a\nb", "\u{1f600}"], [""]],
  ["anchors", ["ab"], ["ab\n", "Ab"]],
  ["posix", ["aZ0!~", ""], ["a b", "\u00e9"]],
  ["bracket", [":alnum"], ["b", "[a"]],
  ["javaClass", ["\u00e97\u00a0", "a\u0663\t"], ["\u00e97x", "\u04367 "]],
  ["codePoint", ["A.\u{1f600}"], ["AB\u{1f600}", "A."]],
  ["intersection", ["bc"], ["bcdfgh", "ba"]],
  ["possessive", ["/a", "ab"], ["//a", "/"]],
  ["long", ["_".repeat(65_535)], ["_".repeat(65_536), "a"]],
])("%s", async (name, valid, invalid) => {
  for (const value of valid) {
    expect(await send(name, value), JSON.stringify(value)).toEqual("accepted");
  }
  for (const value of invalid) {
    expect(await send(name, value), JSON.stringify(value)).toMatchObject({
      fieldList: [{ path: `/${name}` }],
    });
  }
});

test("the caller is told the pattern of the model", async () => {
  expect(await send("escape", "a")).toMatchObject({
    message: expect.stringContaining("must satisfy regular expression pattern: ^[A-Z\\_\\-]+$"),
  });
});

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

test.each([
  ["lookAround", ["a", "e--d"], ["d-e", "a-", ""]],
  ["count", [`s3://abc/${"x".repeat(1_024)}`, "s3://abc"], [`s3://abc/${"x".repeat(1_025)}`, "s3://a"]],
  ["both", ["Zabc_", "a".repeat(3_000)], ["ab", "abc\n"]],
])("%s", async (name, valid, invalid) => {
  for (const value of valid) {
    expect(await send(name, value), value).toEqual("accepted");
  }
  for (const value of invalid) {
    expect(await send(name, value), value).toMatchObject({ fieldList: [{ path: `/${name}` }] });
  }
});

test("a hostile value takes no longer than others of its length", { timeout: 60_000 }, async () => {
  // A backtracking matcher would take years.
  expect(await send("lookAround", `${"a".repeat(50_000)}!`)).toMatchObject({
    fieldList: [{ path: "/lookAround" }],
  });
});

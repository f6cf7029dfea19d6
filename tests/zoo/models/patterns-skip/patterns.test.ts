import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { createFetchHandler } from "../src/fetch.ts";
import { createDepotHandler } from "../src/gen/index.ts";

const handle = createFetchHandler(createDepotHandler({ async label() {} }));

async function send(body: object): Promise<unknown> {
  const response = await handle(
    new Request("http://localhost/label", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  );
  return response.status === 204 ? "accepted" : await response.json();
}

test("skipped patterns accept every string, other constraints don't", async () => {
  expect(await send({ name: "x", spaced: "x", checked: "x" })).toEqual("accepted");
  expect(await send({ name: "x", spaced: "xxxxxx" })).toMatchObject({ fieldList: [{ path: "/spaced" }] });
  expect(await send({ checked: "X" })).toMatchObject({ fieldList: [{ path: "/checked" }] });
});

test("the packages list them", async () => {
  const list = await readFile(new URL("../src/gen/unchecked-patterns.md", import.meta.url), "utf8");
  expect(list.match(/^## .*/gm)).toEqual([
    "## com.example.depot#LabelInput$spaced",
    "## com.example.depot#Twice",
  ]);
  expect(await readFile(new URL("../README.md", import.meta.url), "utf8")).toContain(
    "(src/gen/unchecked-patterns.md)",
  );
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as eksApiServer from "@eks-auth/eks-api-server";
import * as server from "@eks-auth/server";
import * as runtime from "@eks-auth/server-runtime";
import * as eventStream from "@eks-auth/server-runtime/event-stream";
import { root } from "@eks-auth/test-kit/repository";
import { expect, test } from "vitest";
import { type ErrorClass, listErrorClasses } from "../src/error-classes.ts";

const page = readFileSync(join(root, "docs/errors.md"), "utf8");
const [, table = ""] = /<!-- errors: start -->(.*)<!-- errors: end -->/s.exec(page) ?? [];
const rows = table
  .split("\n")
  .filter((line) => line.startsWith("| `") || line.startsWith("| any"))
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .map(([, code = "", name = ""]) => ({ code: /^`(.+)`$/.exec(code)?.[1], name }));

const classes = listErrorClasses();

/** Classes whose instances can have any code of the API or of HTTP. */
const open = ["AgentError", "ServiceError", "UpstreamError", "ProtocolError"];

test("docs/errors.md lists every code of every error class, and no other", () => {
  const expected = classes
    .filter(({ name }) => !open.includes(name))
    .flatMap((errorClass) => codesOf(errorClass).map((code) => `${code} of ${errorClass.name}`));
  const documented = rows
    .filter(({ name }) => !open.includes(name))
    .map(({ code, name }) => `${code} of ${name}`);
  expect(expected.length).toBeGreaterThan(40);
  // A light client has the classes of its runtime, and the server's modelled errors.
  expect(documented.sort()).toEqual([...new Set(expected)].sort());
});

test("docs/errors.md has a row for each error class of the agent", () => {
  const names = classes.filter((errorClass) => errorClass.package === "agent");
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(names.map(({ name }) => name)));
});

/** Protocol and modelled errors declare their code as a string: their instances have it. */
function codesOf({ name, codes }: ErrorClass): readonly string[] {
  if (codes !== undefined) {
    return codes;
  }
  const exported: Readonly<Record<string, unknown>> = {
    ...runtime,
    ...eventStream,
    ...eksApiServer,
    ...server,
  };
  const Constructor = exported[name] as new (argument: unknown) => { readonly code: string };
  // A message, the members, the limit or the methods: all constructors accept a list.
  return [new Constructor(["GET"]).code];
}

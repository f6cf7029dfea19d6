import { expect, test } from "vitest";
import { exportAmbiguousNames } from "../../src/emit/client-exports.ts";

const index = ["./DepotClient", "./commands", "./models/errors", "./models/models_0"]
  .map((module) => `export * from "${module}";\n`)
  .join("");

function makeClient(models: string, errors = ""): ReadonlyMap<string, string> {
  return new Map([
    ["src/index.ts", index],
    ["src/DepotClient.ts", "export interface DepotClientConfig {}\nexport class DepotClient {}\n"],
    ["src/commands/index.ts", 'export * from "./PutCommand";\n'],
    ["src/commands/PutCommand.ts", "export interface PutCommandInput {}\nexport class PutCommand {}\n"],
    ["src/models/errors.ts", errors],
    ["src/models/models_0.ts", models],
  ]);
}

test("a client whose modules export different names needs nothing", () => {
  expect(exportAmbiguousNames(makeClient("export interface Thing {}\n", "export class Late {}\n"))).toBe("");
});

test("the client's own name wins over a shape's, as a value or as a type", () => {
  const models = ["DepotClient", "DepotClientConfig", "PutCommand", "Thing"].map(
    (name) => `export interface ${name} {}\n`,
  );
  expect(exportAmbiguousNames(makeClient(models.join(""), "export class PutCommandInput {}\n"))).toBe(
    [
      'export type { DepotClientConfig } from "./DepotClient";',
      'export { DepotClient } from "./DepotClient";',
      'export type { PutCommandInput } from "./commands";',
      'export { PutCommand } from "./commands";',
      "",
    ].join("\n"),
  );
});

test("an enum's values and its type are one export", () => {
  const text = "export const Color = {} as const;\nexport type Color = string;\n";
  expect(exportAmbiguousNames(makeClient(text))).toBe("");
  expect(exportAmbiguousNames(makeClient(text, "export class Color {}\n"))).toBe(
    'export { Color } from "./models/errors";\n',
  );
});

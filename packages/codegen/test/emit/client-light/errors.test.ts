import { expect, test } from "vitest";
import { emitLightErrors } from "../../../src/emit/client-light/errors.ts";
import { member, minimalModel, structure, withChange } from "../../models.ts";
import { emitLines } from "../emit-lines.ts";

const client = { "smithy.api#error": "client" };

test("an error with only a message is a class with a name", async () => {
  expect(await emitLines(emitLightErrors, minimalModel())).toEqual([
    "/**",
    " * HTTP status 400. Clients do not retry it.",
    " *",
    " * @see ex#Refused",
    " */",
    "export class Refused extends ServiceError {",
    '  declare readonly name: "Refused";',
    "}",
  ]);
});

test("other members become properties; one with the name of a property of every error gets an underscore", async () => {
  const members = {
    Message: member("smithy.api#String"),
    status: member("smithy.api#Integer"),
    headers_: member("smithy.api#String"),
    retryable: member("smithy.api#Boolean"),
    owner: member("smithy.api#String", { "smithy.api#documentation": "Who owns it." }),
  };
  expect(
    await emitLines(emitLightErrors, minimalModel({ "ex#Refused": structure(members, client) })),
  ).toEqual([
    "/**",
    " * HTTP status 400. Clients do not retry it.",
    " *",
    " * @see ex#Refused",
    " */",
    "export class Refused extends ServiceError {",
    '  declare readonly name: "Refused";',
    "  declare readonly status_?: number | undefined;",
    "  declare readonly headers__?: string | undefined;",
    "  declare readonly retryable_?: boolean | undefined;",
    "  /** Who owns it. */",
    "  declare readonly owner?: string | undefined;",
    "  constructor(name: string, message: string, response: ReceivedResponse) {",
    "    super(name, message, response);",
    "    Object.assign(this, receiveRefused(response));",
    "  }",
    "}",
  ]);
});

test("a message that isn't called message in JSON is read as a member", async () => {
  const members = { message: member("smithy.api#String", { "smithy.api#jsonName": "reason" }) };
  const lines = await emitLines(emitLightErrors, minimalModel({ "ex#Refused": structure(members, client) }));
  expect(lines).toContain("  declare readonly message_?: string | undefined;");
});

test("an error that no operation has gets no class", async () => {
  expect(await emitLines(emitLightErrors, withChange("ex#PutThing", { errors: [] }))).toEqual([]);
});

test.each([
  [{}, "transient"],
  [{ throttling: false }, "transient"],
  [{ throttling: true }, "throttling"],
])("an error with the trait retryable %j is retried: %s", async (trait, retryable) => {
  const traits = { ...client, "smithy.api#retryable": trait };
  const lines = await emitLines(emitLightErrors, minimalModel({ "ex#Refused": structure({}, traits) }));
  expect(lines.slice(1, 2)).toEqual([" * HTTP status 400. Clients retry it."]);
  expect(lines).toContain(`  override retryable = "${retryable}" as const;`);
});

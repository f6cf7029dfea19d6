import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { readSnippets } from "@eks-auth/test-kit/snippets";
import { Ajv, type ValidateFunction } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

const folder = join(import.meta.dirname, "../../schemas");

/** A part of a JSON schema. */
interface SchemaPart {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, SchemaPart>>;
  readonly items?: SchemaPart;
  readonly additionalProperties?: SchemaPart | boolean;
  readonly anyOf?: readonly SchemaPart[];
  readonly oneOf?: readonly SchemaPart[];
}

function readSchema(name: string): SchemaPart & Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(join(folder, name), "utf8"));
}

/** Compiles a schema as a validator of draft 7, which rejects keywords that it does not know. */
function compile(name: string): ValidateFunction {
  return new Ajv({
    strict: true,
    strictRequired: false,
    allErrors: true,
    formats: { "date-time": true },
  }).compile(readSchema(name));
}

/** Lists the paths of properties without a description: editors show it. */
function findUndescribed(part: SchemaPart, path = ""): string[] {
  const { properties = {}, items, additionalProperties, anyOf = [], oneOf = [] } = part;
  const inner = [items, additionalProperties, ...anyOf, ...oneOf].filter((each) => each instanceof Object);
  return [
    ...Object.entries(properties).flatMap(([name, property]) => [
      ...(property.description === undefined ? [`${path}.${name}`] : []),
      ...findUndescribed(property, `${path}.${name}`),
    ]),
    ...inner.flatMap((each) => findUndescribed(each as SchemaPart, `${path}[]`)),
  ];
}

const names = readdirSync(folder).filter((name) => name.endsWith(".schema.json"));

describe.each(names)("%s", (name) => {
  test("says what it is, and has no address that nothing serves", () => {
    const schema = readSchema(name);
    expect(schema).toMatchObject({
      $schema: "http://json-schema.org/draft-07/schema#",
      $id: `urn:eks-auth:schema:${basename(name, ".schema.json")}`,
      title: expect.stringMatching(/eks-auth/),
      description: expect.stringMatching(/\.$/),
    });
  });

  test("describes every property", () => {
    expect(findUndescribed(readSchema(name))).toEqual([]);
  });

  test("is valid", () => {
    expect(compile(name)).toBeInstanceOf(Function);
  });
});

/** The examples of the documentation that are whole files: those that name their schema. */
const documented = ["docs/service.md", "docs/associations.md"].flatMap((page) =>
  readSnippets(page).flatMap(({ code, line }): [string, string, string][] => {
    const [, schema] = /^# yaml-language-server: \$schema=\S+\/schemas\/(\S+)$/m.exec(code) ?? [];
    return schema === undefined ? [] : [[`${page}, line ${line}`, schema, code]];
  }),
);
const deployed = (
  [
    ["deploy/examples/eks-auth.yaml", "config.schema.json"],
    ["deploy/examples/edge.yaml", "associations.schema.json"],
    ["deploy/examples/lab.yaml", "associations.schema.json"],
    ["deploy/examples/deny.yaml", "deny-list.schema.json"],
  ] as const
).map(([path, schema]): [string, string, string] => [path, schema, readFileSync(join(root, path), "utf8")]);

test.each([...documented, ...deployed])("%s is valid by %s", (_, schema, text) => {
  const validate = compile(schema);
  validate(parse(text));
  expect(validate.errors ?? []).toEqual([]);
});

test("the documentation has a file of each kind", () => {
  expect(new Set(documented.map(([, schema]) => schema))).toEqual(
    new Set(["config.schema.json", "associations.schema.json"]),
  );
});

test.each([
  ["an unknown key", { listn: {} }],
  ["a wrong type", { listen: { port: "8480" } }],
  ["a number that is too large", { listen: { port: 65_536 } }],
])("an editor marks %s", (_, change) => {
  const [, , text = ""] = deployed[0] ?? [];
  expect(compile("config.schema.json")({ ...parse(text), ...change })).toBe(false);
});

test("the entry for SchemaStore names the schema, and the files that are configurations", () => {
  const entry = JSON.parse(readFileSync(join(folder, "schemastore.json"), "utf8"));
  const { title, description } = readSchema("config.schema.json");
  expect(entry).toEqual({ name: title, description, fileMatch: ["eks-auth.yaml", "eks-auth.yml"] });
  expect(entry.fileMatch).toContain(basename(deployed[0]?.[0] ?? ""));
});

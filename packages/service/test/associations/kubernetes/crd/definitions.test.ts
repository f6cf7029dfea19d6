import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import {
  createDefinitions,
  fileNameOf,
  formatTemplate,
  type ResourceSchema,
} from "../../../../src/associations/kubernetes/crd/index.ts";
import { associationApiVersion } from "../../../../src/associations/kubernetes/resources.ts";

const definitions = createDefinitions().map((definition) => ({
  ...definition,
  kind: definition.spec.names.kind,
}));
const schemaOf = ({ spec }: { spec: (typeof definitions)[number]["spec"] }): ResourceSchema =>
  spec.versions[0]?.schema.openAPIV3Schema as ResourceSchema;

describe.each(definitions)("$kind", (definition) => {
  test("in the chart is that of the service", async () => {
    const original = { ...definition, kind: "CustomResourceDefinition" as const };
    // `npm run generate:crds` and `vitest run -u` update it.
    await expect(formatTemplate(original)).toMatchFileSnapshot(
      `../../../../../../deploy/charts/eks-auth/templates/crds/${fileNameOf(original)}`,
    );
  });

  test("has only the labels as a part that Helm changes", () => {
    const original = { ...definition, kind: "CustomResourceDefinition" as const };
    const text = formatTemplate(original).replace(/^ {2}labels:\n.*\n/m, "");
    expect(text).not.toMatch(/\{\{|\}\}/);
    expect(parse(text)).toEqual(JSON.parse(JSON.stringify(original)));
  });

  test("stays when the release is uninstalled", () => {
    expect(definition.metadata.annotations).toEqual({ "helm.sh/resource-policy": "keep" });
  });

  test("has a description and a limit for every field", () => {
    expect(listIncomplete(schemaOf(definition), "")).toEqual([]);
  });

  test("has the version of the types", () => {
    expect(`${definition.spec.group}/${definition.spec.versions[0]?.name}`).toBe(associationApiVersion);
  });
});

/** Lists fields without a description, and texts and lists of any length, whose rules would be too expensive. */
function listIncomplete(schema: ResourceSchema, path: string): string[] {
  const known = ["", ".apiVersion", ".kind", ".metadata"];
  const isBounded =
    (schema.type !== "string" ||
      [schema.maxLength, schema.enum, schema.format].some((part) => part !== undefined)) &&
    (schema.type !== "array" || schema.maxItems !== undefined);
  const isDescribed = schema.description !== undefined || path.endsWith("[]");
  return [
    ...(known.includes(path) || (isBounded && isDescribed) ? [] : [path]),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
      listIncomplete(property, `${path}.${name}`),
    ),
    ...(schema.items === undefined ? [] : listIncomplete(schema.items, `${path}[]`)),
  ];
}

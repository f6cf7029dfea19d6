import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { configSchema } from "../../src/config/config-schema.ts";

const text = await readFile(new URL("../../../../docs/service.md", import.meta.url), "utf8");

test("the documented configuration is valid", () => {
  const snippet = /```yaml\n(.*?)```/s.exec(text)?.[1] ?? "";
  const { value, issues } = configSchema.validate(parse(snippet));
  expect(issues).toBeUndefined();
  expect(value?.clusters.map(({ name }) => name)).toEqual(["edge", "lab"]);
});

test("the documented configuration of the EKS API is valid, and each of its keys is documented", async () => {
  const page = await readFile(new URL("../../../../docs/eks-api.md", import.meta.url), "utf8");
  const snippet = /```yaml\n(.*?)```/s.exec(page)?.[1] ?? "";
  const { value, issues } = configSchema.validate({
    credentials: { embedded: { keyFile: "k" } },
    clusters: [],
    ...parse(snippet),
  });
  expect(issues).toBeUndefined();
  const keys = [...page.matchAll(/^\| (`.*?`) \|/gm)].map(([, key]) => key).join(" ");
  for (const key of [...Object.keys(value?.eksApi ?? {}), "callers.sigv4", "callers.certificate", "tls"]) {
    expect(keys).toContain(`\`eksApi.${key}\``);
  }
});

test("every key of the configuration is documented, with its default", () => {
  const { value, issues } = configSchema.validate({
    credentials: { embedded: { keyFile: "k" } },
    clusters: [
      { name: "a", region: "eu-west-1", accountId: "111122223333", issuer: "https://a", associations: "a" },
    ],
  });
  if (value === undefined) {
    throw new Error(JSON.stringify(issues));
  }
  const { clusters, credentials, listen } = value;
  const keys = [...text.matchAll(/^\| (`.*?`) /gm)].map(([, key]) => key);
  for (const name of [
    ...Object.keys(listen).map((key) => `listen.${key}`),
    ...Object.keys(credentials).map((key) => `credentials.${key}`),
    "clusters[].issuer",
    "clusters[].associations",
  ]) {
    expect(keys.join(" ")).toContain(`\`${name}\``);
  }
  expect(text).toContain(`${listen.host} and ${listen.port}`);
  expect(text).toContain(String(clusters[0]?.maxTokenLifetimeSeconds));
});

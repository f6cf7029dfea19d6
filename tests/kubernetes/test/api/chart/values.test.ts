import { readFile } from "node:fs/promises";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { chartFile } from "../../../src/chart/chart-files.ts";
import { requiredValues, runHelm } from "../../../src/chart/helm.ts";
import { readValueComments } from "../../../src/chart/value-comments.ts";
import { listOpenPaths, listSchemaPaths, listValuePaths } from "../../../src/chart/values-schema.ts";
import { agentOnly } from "../../../src/chart/variants.ts";
import { fetchClientTools } from "../../../src/programs/client-tools.ts";

const tools = await prepareOrSkip("the chart's values", fetchClientTools);

const text = await readFile(chartFile("values.yaml"), "utf8");
const schema = JSON.parse(await readFile(chartFile("values.schema.json"), "utf8"));
const comments = readValueComments(text);

describe("values.yaml and its schema", () => {
  test("have the same values", () => {
    expect(listValuePaths(parse(text), schema).sort()).toEqual(listSchemaPaths(schema).sort());
  });

  test("describe each value", () => {
    const undescribed = listSchemaPaths(schema).filter((path) => !comments.has(path));
    expect(undescribed).toEqual([]);
  });

  test("allow no other values", () => {
    // An entry has keys of the service's configuration, which checks them.
    expect(listOpenPaths(schema)).toEqual(["extraClusters[]"]);
  });
});

describe.runIf(tools)("helm refuses values, and says which and why", () => {
  const { cluster } = requiredValues;

  test.each<[string, Record<string, unknown>, string]>([
    [
      "an unknown value",
      { cluster: { ...cluster, nmae: "edge" } },
      "at '/cluster': additional properties 'nmae' not allowed",
    ],
    ["an unknown group of values", { services: {} }, "additional properties 'services' not allowed"],
    [
      "a region in words",
      { cluster: { ...cluster, region: "Ireland" } },
      "at '/cluster/region': 'Ireland' does not match",
    ],
    [
      "an account that is too short",
      { cluster: { ...cluster, accountId: "1234" } },
      "at '/cluster/accountId': '1234' does not match",
    ],
    [
      "an account whose 0 was lost",
      { cluster: { ...cluster, accountId: 11_122_223_333 } },
      "cluster.accountId is 11122223333, but must be the 12 digits of an AWS account. If it starts with 0, write it in quotes",
    ],
    [
      "a role without an ARN",
      { cluster: { ...cluster, allowedRoles: ["team"] } },
      "at '/cluster/allowedRoles/0': 'team' does not match",
    ],
    ["text instead of true", { agent: { enabled: "yes" } }, "at '/agent/enabled': got string, want boolean"],
    ["no replica", { service: { replicas: 0 } }, "at '/service/replicas': minimum: got 0, want 1"],
    [
      "a level of logs",
      { service: { logLevel: "verbose" } },
      "at '/service/logLevel': value must be one of 'debug', 'info', 'warn', 'error'",
    ],
    [
      "HTTP for the agent",
      { agent: { endpoint: "http://example.org" } },
      "at '/agent/endpoint': 'http://example.org' does not match",
    ],
    [
      "labels that select pods",
      { commonLabels: { "app.kubernetes.io/name": "x" } },
      "at '/commonLabels/app.kubernetes.io~1name'",
    ],
    ["no name", { cluster: { ...cluster, name: "" } }, "cluster.name is required"],
    ["no region", { cluster: { ...cluster, region: "" } }, "cluster.region is required"],
    ["no account", { cluster: { ...cluster, accountId: "" } }, "cluster.accountId is required"],
    [
      "an agent without a service",
      { service: { enabled: false } },
      "agent.endpoint is required if service.enabled is false",
    ],
    [
      "an agent without an audience",
      { service: { enabled: false }, agent: { endpoint: "https://example.org" } },
      "agent.audience is required if service.enabled is false",
    ],
    [
      "certificates that nothing makes",
      { webhook: { enabled: false } },
      "certificates.source is managed, but webhook.enabled is false",
    ],
    [
      "certificates that are nowhere",
      { certificates: { source: "existing" } },
      "is required if certificates.source is existing",
    ],
    [
      "two kinds of AWS credentials",
      {
        credentials: {
          sts: { existingSecret: "aws", webIdentity: { roleArn: "arn:aws:iam::111122223333:role/x" } },
        },
      },
      "are both set: use one of them",
    ],
    [
      "AWS credentials for the embedded issuer",
      { credentials: { embedded: { enabled: true }, sts: { existingSecret: "aws" } } },
      "credentials.sts has no effect",
    ],
    [
      "access for a service, with a service",
      { remoteService: { enabled: true } },
      "remoteService.enabled is for a cluster without a service",
    ],
  ])("%s", async (_, values, message) => {
    const { exitCode, stderr } = await runHelm(["template", "eks-auth"], { ...requiredValues, ...values });
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining(message)]);
  });

  test("accepts an account that helm reads as a number, and needs neither account nor region without a service", async () => {
    for (const values of [
      { cluster: { ...cluster, accountId: 111_122_223_333 } },
      { ...agentOnly, cluster: { name: "edge" } },
    ]) {
      expect((await runHelm(["lint", "--strict"], values)).stdout).toContain("0 chart(s) failed");
    }
  });
});

import { generateKeyPairSync } from "node:crypto";
import { chmod, mkdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { stubOwnCredentials } from "@eks-auth/test-kit/aws-environment";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  type ConfiguredService,
  openConfiguredService,
} from "../../src/configured-service/configured-service.ts";
import { UnusableFileError } from "../../src/files/file-error.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";
import type { Step } from "../../src/observation/run-step.ts";

const folder = useTempFolder("eks-auth-configured");
const owner = `owner ${process.geteuid?.()}, group ${process.getegid?.()}`;
/** The log events, except for reloads of associations. */
let events: LogEvent[];
let reloads: LogEvent[];
let service: ConfiguredService | undefined;

beforeEach(async () => {
  events = [];
  reloads = [];
  await mkdir(folder.resolve("state"));
  await folder.write("edge.yaml", "associations: []\n");
  await folder.write("good.json", '{"keys":[]}');
  await folder.write("text.json", "canary");
  await folder.write("open.json", '{"keys":[]}');
  await folder.makePipe("pipe");
  for (const [name, mode] of [
    ["open.json", 0o666],
    ["open", 0o1777],
    ["shared", 0o770],
  ] as const) {
    await mkdir(folder.resolve(name)).catch(() => {});
    await chmod(folder.resolve(name), mode);
  }
});
afterEach(() => {
  vi.unstubAllEnvs();
  service?.close();
  service = undefined;
});

/** Writes a configuration with one cluster. */
function configure({
  stateDirectory = "state",
  keyFile = "good.json",
  name = "edge",
  allowedRoles = false,
  associationsMustExist = false,
}): Promise<string> {
  const roles = allowedRoles ? ', allowedRoles: ["arn:aws:iam::*:role/*"]' : "";
  return folder.write(
    "eks-auth.yaml",
    `stateDirectory: ${stateDirectory}
credentials: { embedded: { keyFile: session-key.pem } }
clusters:
  - { name: ${name}, region: eu-west-1, accountId: "111122223333", issuer: lab, keys: { file: ${keyFile} }, associations: edge.yaml, associationsMustExist: ${associationsMustExist}${roles} }
`,
  );
}

async function open(): Promise<ConfiguredService> {
  service = await openConfiguredService(folder.resolve("eks-auth.yaml"), {
    onDecision: () => {},
    onRejectedCaller: () => {},
    onLogEvent: (event) => (event.code === "associations_reloaded" ? reloads : events).push(event),
  });
  return service;
}

function messages(): string[] {
  return events.map(
    ({ level, code, message }) => `${level} ${code}: ${message.replaceAll(folder.path, "FOLDER")}`,
  );
}

describe("a configured service", () => {
  const unusable: [string, Parameters<typeof configure>[0], string][] = [
    [
      "a state directory that does not exist",
      { stateDirectory: "none" },
      "FOLDER/none: the state directory can't be written (ENOENT). Check that it exists, is a directory, and is writable by this process.",
    ],
    [
      "a state directory that is a file",
      { stateDirectory: "edge.yaml" },
      "FOLDER/edge.yaml: the state directory can't be written (ENOTDIR). Check that it exists, is a directory, and is writable by this process.",
    ],
    [
      "a key file that does not exist",
      { keyFile: "none.json" },
      "FOLDER/none.json can't be read (ENOENT). Check that it exists and that this process can read it.",
    ],
    [
      "a key file that is a directory",
      { keyFile: "state" },
      "FOLDER/state is a directory. Use a regular file.",
    ],
    ["a key file that is a pipe", { keyFile: "pipe" }, "FOLDER/pipe is a pipe. Use a regular file."],
    [
      "a key file that all users can write",
      { keyFile: "open.json" },
      `FOLDER/open.json can be written by all users (${owner}, mode 0666). Check its content, and run chmod go-w on it.`,
    ],
    [
      "a state directory that all users can write",
      { stateDirectory: "open" },
      `FOLDER/open: the state directory can be written by all users (${owner}, mode 1777). Check its content, and run chmod go-w on it.`,
    ],
    [
      "a state directory that its group can write",
      { stateDirectory: "shared" },
      `FOLDER/shared: the state directory can be written by its group (${owner}, mode 0770). Run chmod g-w on it, or set files.allowGroupWrite if you trust the group.`,
    ],
    [
      "a key file that is not a key set",
      { keyFile: "text.json" },
      "FOLDER/text.json is not a JSON Web Key Set.",
    ],
  ];

  test.each(unusable)("does not open with %s", async (_what, config, message) => {
    await configure(config);
    const error = await open().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnusableFileError);
    expect((error as Error).message.replaceAll(folder.path, "FOLDER")).toBe(message);
  });

  test.each(unusable)("keeps its configuration if the new one has %s", async (_what, config, message) => {
    await configure({});
    const { reload } = await open();
    await configure({ ...config, name: "other" });
    await reload();
    expect(service?.config.clusters[0]?.name).toBe("edge");
    expect(messages()).toEqual([`error config_rejected: The old configuration stays in use: ${message}`]);
  });

  test("accepts files that their group can write if the configuration allows it", async () => {
    await configure({ stateDirectory: "shared", keyFile: "open.json" });
    await chmod(folder.resolve("open.json"), 0o664);
    await chmod(folder.resolve("edge.yaml"), 0o660);
    await folder.edit("eks-auth.yaml", (text) => `files: { allowGroupWrite: true }\n${text}`);
    await open();
    await folder.edit("eks-auth.yaml", (text) => text.replace("true", "false"));
    await service?.reload();
    expect(messages()).toEqual([
      expect.stringMatching(/^error config_rejected: .* set files.allowGroupWrite/),
    ]);
  });

  test("accepts a change while files of unchanged clusters are missing", async () => {
    await configure({});
    const { reload } = await open();
    await folder.delete("state");
    await folder.delete("good.json");
    const added = `{ name: new, region: eu-west-1, accountId: "111122223333", issuer: "https://issuer.example", associations: edge.yaml }`;
    await folder.edit("eks-auth.yaml", (text) => `${text}  - ${added}\n`);
    await reload();
    expect(service?.config.clusters.map(({ name }) => name)).toEqual(["edge", "new"]);
  });

  test("says that a change of the address needs a restart, and when it was changed back", async () => {
    await configure({});
    const { reload } = await open();
    const path = folder.resolve("eks-auth.yaml");
    const reloaded = {
      level: "info",
      code: "config_reloaded",
      message: `The configuration was reloaded: ${path}`,
    };
    const changed = {
      level: "warn",
      code: "restart_required",
      message: "The key listen has changed. Restart the service to use it.",
    };
    await folder.edit("eks-auth.yaml", (text) => `listen: { port: 8481 }\n${text}`);
    await reload();
    expect(service?.config.listen.port).toBe(8481);
    await folder.edit("eks-auth.yaml", (text) => text.replace("8481", "8482"));
    await reload();
    await configure({});
    await reload();
    await reload();
    const back = "The key listen is again as it was at the start. A restart is not needed any more.";
    expect(events).toEqual([
      reloaded,
      changed,
      reloaded,
      reloaded,
      { level: "info", code: "restart_not_required", message: back },
      reloaded,
    ]);
  });
});

describe("a deny list", () => {
  const deniedPods = (): unknown => service?.denyList?.entries.map(({ podUid }) => podUid);

  beforeEach(async () => {
    await configure({});
    await folder.edit("eks-auth.yaml", (text) => `denyListFile: deny.yaml\n${text}`);
  });

  test("that is missing stops the start", async () => {
    await expect(open()).rejects.toThrow(/deny\.yaml: the file can't be read \(ENOENT\)/);
  });

  test("is read again by a reload, also if the configuration has not changed, and stays if it is invalid then", async () => {
    await folder.write("deny.yaml", "denied: [{ podUid: one }]");
    const { reload } = await open();
    expect(deniedPods()).toEqual(["one"]);
    await folder.write("deny.yaml", "denied: [{ podUid: two }]");
    await reload();
    expect(deniedPods()).toEqual(["two"]);
    await folder.write("deny.yaml", "denied: {}");
    await reload();
    expect(deniedPods()).toEqual(["two"]);
    expect(events.map(({ code }) => code)).toEqual([
      "config_reloaded",
      "deny_list_reloaded",
      "config_reloaded",
      "deny_list_rejected",
    ]);
  });

  test("can be added and removed", async () => {
    await folder.write("deny.yaml", "denied: [{ podUid: one }]");
    const { reload } = await open();
    await configure({});
    await reload();
    expect(service?.denyList).toBeUndefined();
    await folder.edit("eks-auth.yaml", (text) => `denyListFile: deny.yaml\n${text}`);
    await reload();
    expect(deniedPods()).toEqual(["one"]);
  });

  test("that is missing when it is added rejects the new configuration", async () => {
    await configure({});
    const { reload } = await open();
    await folder.edit("eks-auth.yaml", (text) => `denyListFile: deny.yaml\n${text}`);
    await reload();
    expect(messages()).toEqual([expect.stringMatching(/^error config_rejected: .*deny\.yaml/)]);
  });
});

describe("a key that two clusters share is logged", () => {
  const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const keySet = JSON.stringify({ keys: [{ ...publicKey.export({ format: "jwk" }), kid: "one" }] });
  const cluster = (name: string, keyFile: string) =>
    `  - { name: ${name}, region: eu-west-1, accountId: "111122223333", issuer: lab, keys: { file: ${keyFile} }, associations: edge.yaml }\n`;
  const warning = {
    level: "warn",
    code: "keys_shared",
    cluster: "other",
    message: expect.stringContaining('The cluster other shares a key (kid "one") with edge.'),
  };

  beforeEach(() => folder.write("shared.json", keySet));

  test("at the start, and not again at a reload that changes neither", async () => {
    await configure({ keyFile: "shared.json" });
    await folder.edit("eks-auth.yaml", (text) => text + cluster("other", "shared.json"));
    const { reload } = await open();
    expect(events).toEqual([warning]);
    await reload();
    expect(events).toEqual([warning, expect.objectContaining({ code: "config_reloaded" })]);
  });

  test("at a reload, but not if the other cluster was removed", async () => {
    await configure({ keyFile: "shared.json", name: "former" });
    const { reload } = await open();
    await configure({ keyFile: "shared.json" });
    await reload();
    expect(events.splice(0)).toEqual([expect.objectContaining({ code: "config_reloaded" })]);
    await folder.edit("eks-auth.yaml", (text) => text + cluster("other", "shared.json"));
    await reload();
    expect(events).toEqual([warning, expect.objectContaining({ code: "config_reloaded" })]);
  });

  test("when a key file with it is read", async () => {
    await configure({ keyFile: "shared.json" });
    await folder.edit("eks-auth.yaml", (text) => text + cluster("other", "good.json"));
    const { reload } = await open();
    expect(events).toEqual([]);
    await folder.write("good.json", keySet);
    await reload();
    expect(events).toEqual([expect.objectContaining({ code: "config_reloaded" }), warning]);
  });
});

test("a reload that is not over when the service is closed changes nothing", async () => {
  await configure({});
  const opened = await open();
  const { config } = opened;
  await configure({ name: "other" });
  const reloading = opened.reload();
  opened.close();
  await reloading;
  expect(opened.config).toBe(config);
  expect(events).toEqual([]);
});

test("a change that is held back stays so when the cluster's configuration changes", async () => {
  const write = (count: number) => {
    const names = Array.from({ length: count }, (_, index) => `sa-${index}`);
    const entries = names.map(
      (name) =>
        `  - {namespace: shop, serviceAccount: ${name}, roleArn: "arn:aws:iam::111122223333:role/${name}"}\n`,
    );
    return folder.write("edge.yaml", `associations:\n${entries.join("")}`);
  };
  await write(20);
  await configure({});
  const { config } = await open();
  await write(9);
  await expect.poll(() => events.map(({ code }) => code), { timeout: 10_000 }).toEqual(["associations_held"]);
  await folder.edit("eks-auth.yaml", (text) =>
    text.replace("issuer: lab", "issuer: lab, maxTokenLifetimeSeconds: 3600"),
  );
  await expect.poll(() => service?.config, { timeout: 10_000 }).not.toBe(config);
  expect(events.map(({ code }) => code)).toEqual(["associations_held", "config_reloaded"]);
  await service?.reload();
  expect(events.map(({ code }) => code).slice(2)).toEqual(["config_reloaded", "associations_shrunk"]);
});

test("the status tells the state of the keys, the associations and the configuration", async () => {
  await configure({});
  const opened = await open();
  const keys = { readAt: expect.any(Number), failure: undefined };
  const edge = { name: "edge", keys, associations: 0 };
  const configReadAt = expect.any(Number);
  expect(opened.status).toEqual({ clusters: [edge], isConfigCurrent: true, hasDenyList: true, configReadAt });
  await folder.write("eks-auth.yaml", "clusters: none");
  const entry = `{ namespace: shop, serviceAccount: cart, roleArn: "arn:aws:iam::111122223333:role/cart" }`;
  await folder.write("edge.yaml", `associations:\n  - ${entry}\n`);
  await opened.reload();
  const clusters = [{ ...edge, associations: 1 }];
  expect(opened.status).toEqual({ clusters, isConfigCurrent: false, hasDenyList: true, configReadAt });
  expect(reloads).toEqual([
    {
      level: "info",
      code: "associations_reloaded",
      cluster: "edge",
      message: `The associations were reloaded: 1 from ${folder.resolve("edge.yaml")}`,
    },
  ]);
  await configure({});
  await opened.reload();
  expect(opened.status.isConfigCurrent).toBe(true);
});

describe("an association file that does not exist", () => {
  const missing = { level: "warn", code: "associations_missing", cluster: "edge" };

  test("is no error at the start, and the log names it", async () => {
    await rm(folder.resolve("edge.yaml"));
    await configure({});
    const { status } = await open();
    expect(status.clusters[0]?.associations).toBe(0);
    expect(events).toEqual([{ ...missing, message: expect.stringContaining(folder.resolve("edge.yaml")) }]);
  });

  test("stops the start if the configuration says that it exists, and does not if it does", async () => {
    await rm(folder.resolve("edge.yaml"));
    await configure({ associationsMustExist: true });
    await expect(open()).rejects.toMatchObject({
      code: "file_unusable",
      message: expect.stringContaining(`${folder.resolve("edge.yaml")}: the file can't be read (ENOENT)`),
    });
    await folder.write("edge.yaml", "associations: []\n");
    expect((await open()).status.clusters[0]?.associations).toBe(0);
    expect(events).toEqual([]);
  });

  test("rejects a configuration that begins to say that it exists", async () => {
    await rm(folder.resolve("edge.yaml"));
    await configure({});
    const opened = await open();
    await configure({ associationsMustExist: true });
    await opened.reload();
    expect(opened.status.isConfigCurrent).toBe(false);
    expect(events.map(({ code }) => code)).toEqual([
      "associations_missing",
      "config_rejected",
      "associations_missing",
    ]);
  });

  test("is no error if a change of the configuration loses nothing", async () => {
    await rm(folder.resolve("edge.yaml"));
    await configure({});
    const opened = await open();
    await configure({ allowedRoles: true });
    await opened.reload();
    expect(opened.status.isConfigCurrent).toBe(true);
    expect(events.map(({ code }) => code)).toEqual([
      "associations_missing",
      "associations_missing",
      "config_reloaded",
      "associations_missing",
    ]);
  });

  test("keeps the old configuration in use if the cluster has associations", async () => {
    const entry = `{ namespace: shop, serviceAccount: cart, roleArn: "arn:aws:iam::111122223333:role/cart" }`;
    await folder.write("edge.yaml", `associations:\n  - ${entry}\n`);
    await configure({});
    const opened = await open();
    await rm(folder.resolve("edge.yaml"));
    await configure({ allowedRoles: true });
    await opened.reload();
    expect(opened.status).toMatchObject({ isConfigCurrent: false, clusters: [{ associations: 1 }] });
    expect(events.map(({ code }) => code)).toEqual(["config_rejected", "associations_rejected"]);
  });
});

test("the keys of an issuer are read when they are asked for, and each fetch is observed", async () => {
  await using server = await listenOnLoopback(createServer((_request, response) => void response.end("{}")));
  const steps: Step[] = [];
  await folder.write(
    "eks-auth.yaml",
    `credentials: { sts: { region: eu-west-1 } }
clusters:
  - { name: edge, region: eu-west-1, accountId: "111122223333", issuer: "${server.url}", associations: edge.yaml }
`,
  );
  stubOwnCredentials({});
  service = await openConfiguredService(folder.resolve("eks-auth.yaml"), {
    onDecision: () => {},
    onRejectedCaller: () => {},
    onLogEvent: (event) => events.push(event),
    async runStep(step, work) {
      steps.push(step);
      return work();
    },
  });
  expect(service.status.clusters[0]?.keys).toEqual({ readAt: undefined, failure: undefined });
  await service.readKeys();
  expect(service.status.clusters[0]?.keys).toEqual({ readAt: undefined, failure: "invalid" });
  expect(steps).toEqual([{ name: "fetch_keys", cluster: "edge" }]);
  await expect(service.checkCredentials()).rejects.toMatchObject({ code: "unavailable" });
  stubOwnCredentials();
  await service.checkCredentials();
});

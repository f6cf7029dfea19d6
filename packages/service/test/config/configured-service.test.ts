import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type ConfiguredService, openConfiguredService } from "../../src/config/configured-service.ts";
import { UnusableFileError } from "../../src/files/file-error.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";

let folder: string;
let notices: LogEvent[];
let service: ConfiguredService | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "eks-auth-configured-"));
  notices = [];
  await mkdir(join(folder, "state"));
  await write("edge.yaml", "associations: []\n");
  await write("good.json", '{"keys":[]}');
  await write("text.json", "canary");
});
afterEach(async () => {
  service?.close();
  service = undefined;
  await rm(folder, { recursive: true });
});

function write(name: string, text: string): Promise<void> {
  return writeFile(join(folder, name), text);
}

/** Writes a configuration of one cluster. */
function configure({ stateDirectory = "state", keyFile = "good.json", name = "edge" }): Promise<void> {
  return write(
    "eks-auth.yaml",
    `stateDirectory: ${stateDirectory}
credentials: { embedded: { keyFile: session-key.pem } }
clusters:
  - { name: ${name}, region: eu-west-1, accountId: "111122223333", issuer: lab, keys: { file: ${keyFile} }, associations: edge.yaml }
`,
  );
}

async function open(): Promise<ConfiguredService> {
  service = await openConfiguredService(join(folder, "eks-auth.yaml"), {
    onGrant: () => {},
    onRefusal: () => {},
    onLogEvent: (notice) => notices.push(notice),
  });
  return service;
}

function messages(): string[] {
  return notices.map(({ level, message }) => `${level}: ${message.replaceAll(folder, "FOLDER")}`);
}

describe("a configured service", () => {
  const unusable: [string, Parameters<typeof configure>[0], string][] = [
    [
      "a state directory that isn't there",
      { stateDirectory: "none" },
      "FOLDER/none: the state directory can't be written (ENOENT). Check that it is there, a directory, and that this process may write to it.",
    ],
    [
      "a state directory that is a file",
      { stateDirectory: "edge.yaml" },
      "FOLDER/edge.yaml: the state directory can't be written (ENOTDIR). Check that it is there, a directory, and that this process may write to it.",
    ],
    [
      "a file of keys that isn't there",
      { keyFile: "none.json" },
      "FOLDER/none.json can't be read (ENOENT). Check that it is there and that this process may read it.",
    ],
    [
      "a file of keys that is a directory",
      { keyFile: "state" },
      "FOLDER/state can't be read (EISDIR). Check that it is there and that this process may read it.",
    ],
    ["a file that has no keys", { keyFile: "text.json" }, "FOLDER/text.json is not a JSON Web Key Set."],
  ];

  test.each(unusable)("doesn't open with %s", async (_what, config, message) => {
    await configure(config);
    const error = await open().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnusableFileError);
    expect((error as Error).message.replaceAll(folder, "FOLDER")).toBe(message);
  });

  test.each(unusable)(
    "keeps the configuration that it has for one with %s",
    async (_what, config, message) => {
      await configure({});
      const { reload } = await open();
      await configure({ ...config, name: "other" });
      await reload();
      expect(service?.config.clusters[0]?.name).toBe("edge");
      expect(messages()).toEqual([`error: The old configuration stays in force: ${message}`]);
    },
  );

  test("takes a change while what it has already is lost for a time", async () => {
    await configure({});
    const { reload } = await open();
    await rm(join(folder, "state"), { recursive: true });
    await rm(join(folder, "good.json"));
    await write(
      "eks-auth.yaml",
      `stateDirectory: state
credentials: { embedded: { keyFile: session-key.pem } }
clusters:
  - { name: edge, region: eu-west-1, accountId: "111122223333", issuer: lab, keys: { file: good.json }, associations: edge.yaml }
  - { name: new, region: eu-west-1, accountId: "111122223333", issuer: "https://issuer.example", associations: edge.yaml }
`,
    );
    await reload();
    expect(service?.config.clusters.map(({ name }) => name)).toEqual(["edge", "new"]);
  });
});

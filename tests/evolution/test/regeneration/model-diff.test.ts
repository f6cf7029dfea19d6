import { cp } from "node:fs/promises";
import { lockPath } from "@eks-auth/codegen";
import { releaseFiles } from "@eks-auth/codegen/semver";
import { SmithyCli } from "@eks-auth/codegen/smithy";
import { root } from "@eks-auth/test-kit/repository";
import { generatedModel, RepositoryCopy } from "@eks-auth/test-kit/repository-copy";
import { cleanEnvironment } from "@eks-auth/test-kit/run-program";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { expect, test } from "vitest";

// The tests are skipped if Java is missing.
const smithy = await prepareOrSkip("model:diff with Java", () => SmithyCli.open(root));

test.skipIf(smithy === undefined)(
  "model:diff builds model/ and shows the result of Smithy's own diff",
  async () => {
    await using copy = await RepositoryCopy.make();
    const outputs = Object.entries(JSON.parse(await copy.read(lockPath)).outputs);
    const published = Object.fromEntries(outputs.filter(([path]) => path.includes("/src/")));
    await copy.write(releaseFiles.model, await copy.read(generatedModel));
    await copy.write(releaseFiles.release, JSON.stringify({ version: "0.1.0", outputs: published }));
    await copy.edit("model/operation.smithy", (text) =>
      text.replace("    @required\n    audience: String", "    audience: String"),
    );
    const { exitCode, stdout } = await copy.run("scripts/model-diff.ts", ["--json"]);
    expect(exitCode).toBe(0);
    const place = "AssumeRoleForPodIdentityResponse$audience";
    expect(JSON.parse(stdout)).toEqual({
      release: "0.1.0",
      model: "model/",
      changes: [
        {
          place,
          what: "@required removed, in responses",
          rule: "required-removed-response",
          bumps: { types: "major", client: "major", "client-light": "major", server: "minor" },
          why: expect.stringContaining("Callers must handle its absence"),
          todo: {
            types: "handle responses without the member.",
            client: "handle responses without the member.",
            "client-light": "handle responses without the member.",
          },
        },
      ],
      required: { types: "minor", client: "minor", "client-light": "minor", server: "minor" },
      smithyDiff: {
        events: [
          {
            severity: "ERROR",
            event: "ChangedNullability.RemovedRequiredTrait",
            shape: `com.amazonaws.eksauth#${place}`,
            message: expect.stringContaining("changed from non-nullable to nullable"),
          },
        ],
      },
    });
  },
);

test.skipIf(smithy === undefined)("model:diff compares two folders", async () => {
  await using copy = await RepositoryCopy.make();
  await cp(copy.resolve("model"), copy.resolve("old"), { recursive: true });
  await copy.edit("model/operation.smithy", (text) =>
    text.replace(
      "structure Subject {",
      "structure Subject {\n    /// An informal name.\n    nickname: String\n",
    ),
  );
  const env = cleanEnvironment({ INIT_CWD: copy.path });
  const { exitCode, stdout } = await copy.run("scripts/model-diff.ts", ["--json", "old", "model"], { env });
  expect(exitCode).toBe(0);
  const { base, model, changes } = JSON.parse(stdout);
  expect({ base, model }).toEqual({ base: "old", model: "model" });
  expect(changes.map(({ place }: { place: string }) => place)).toEqual(["Subject$nickname"]);
});

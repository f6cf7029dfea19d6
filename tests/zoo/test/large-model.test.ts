import { mkdir, writeFile } from "node:fs/promises";
import { SmithyCli } from "@eks-auth/codegen/smithy";
import { GeneratedPackages } from "@eks-auth/test-kit/generated-packages";
import { root } from "@eks-auth/test-kit/repository";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { describe, expect, test } from "vitest";

/** More operations than one function with a comparison for each could have: TypeScript reports TS2563 for it. */
const count = 400;

function makeModel(): string {
  const names = Array.from({ length: count }, (_, index) => `Get${index}`);
  const shapes = names.map(
    (name, index) => `
@readonly
@http(method: "GET", uri: "/things${index % 40}/{id}/parts${index}")
operation ${name} {
    input := { @required @httpLabel id: Id, @httpQuery("limit") limit: Integer }
    output := { thing: Thing${index} }
    errors: [NotFound]
}

structure Thing${index} {
    @required
    name: Id
    next: Thing${(index * 7 + 1) % count}
}
`,
  );
  return `$version: "2.0"
namespace com.example.depot
use aws.protocols#restJson1

@restJson1
service Depot { version: "1", operations: [${names.join(", ")}] }

@length(min: 1, max: 64)
string Id

@error("client")
@httpError(404)
structure NotFound { message: String }
${shapes.join("")}`;
}

// The test is skipped if Java is missing.
const smithy = await prepareOrSkip("the large model", () => SmithyCli.open(root));

describe.skipIf(smithy === undefined)(`a model with ${count} operations`, () => {
  test("becomes packages whose large files are split, and that pass their own type checks and tests", async () => {
    await using packages = await GeneratedPackages.make();
    await mkdir(packages.resolve("model"));
    await writeFile(packages.resolve("model/main.smithy"), makeModel());
    const options = ["--model", "model", "--out", "out", "--scope", "@acme", "--no-openapi"];
    const { exitCode, stdout, stderr } = await packages.generate(...options);
    expect({ exitCode, stderr }, stdout + stderr).toEqual({ exitCode: 0, stderr: "" });
    const files = await packages.listFiles();
    expect(files).toContain("out/types/src/gen/model/0.ts");
    expect(files).toContain("out/server/src/gen/read/0.ts");
    expect(files).not.toContain("out/server/src/gen/read.ts");
    await packages.link("out", "@acme");
    for (const args of [["build", "--workspace", "types"], ["typecheck"], ["test"]]) {
      const result = await packages.npm("out", "run", ...args);
      expect(result, result.stdout + result.stderr).toMatchObject({ exitCode: 0 });
    }
  });
});

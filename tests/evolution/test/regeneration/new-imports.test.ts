import { SmithyCli } from "@eks-auth/codegen/smithy";
import { GeneratedPackages } from "@eks-auth/test-kit/generated-packages";
import { root } from "@eks-auth/test-kit/repository";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

// The tests are skipped if Java is missing.
const smithy = await prepareOrSkip("clients with new imports", () => SmithyCli.open(root));

/** A model with an operation that has further traits. */
function model(traits: string): string {
  return `$version: "2.0"
namespace com.example.depot
use aws.protocols#restJson1
use smithy.waiters#waitable

@restJson1
service Depot { version: "1", operations: [PutBox] }

@idempotent
@http(method: "PUT", uri: "/boxes/{id}")
${traits}
operation PutBox {
    input := { @required @httpLabel id: String, content: String }
    output := { closed: Boolean }
}
`;
}

const closed =
  '{ state: "success", matcher: { output: { path: "closed", expected: "true", comparator: "booleanEquals" } } }';

/** Traits, and the packages that the client imports because of them. */
const traits = {
  "@httpChecksumRequired": ["@smithy/hash-stream-node", "@smithy/middleware-apply-body-checksum"],
  '@requestCompression(encodings: ["gzip"])': ["@smithy/middleware-compression"],
  // Waiters are in a package that every client imports.
  [`@waitable(BoxClosed: { acceptors: [${closed}] })`]: [],
};

let packages: GeneratedPackages;
beforeEach(async () => {
  packages = await GeneratedPackages.make();
});
afterEach(() => packages.remove());

describe.skipIf(smithy === undefined)("packages that the client imports because of new traits", () => {
  test("are named by generate, and fail check until they are listed", {
    // The Smithy CLI runs four times.
    timeout: 240_000,
  }, async () => {
    await packages.write("model/main.smithy", model(""));
    const first = await packages.generate("--model", "model", "--out", "out", "--scope", "@acme");
    expect(first, first.stderr).toMatchObject({ exitCode: 0 });
    expect(first.stdout).not.toContain("To do:");

    await packages.write("model/main.smithy", model(Object.keys(traits).join("\n")));
    await packages.linkSmithyCli("out");
    const second = await packages.codegen("out", "generate");
    expect(second, second.stderr).toMatchObject({ exitCode: 0 });
    const named = second.stdout.matchAll(
      /^To do: add "([^"]+)": "([^"]+)" to the dependencies in client\/package\.json\.$/gm,
    );
    const ranges = Object.fromEntries([...named].map(([, name = "", range]) => [name, range]));
    expect(Object.keys(ranges)).toEqual(Object.values(traits).flat().sort());

    const failed = await packages.codegen("out", "check");
    expect(failed.exitCode).toBe(1);
    expect(failed.stderr).toBe(
      `error: generated files import packages that are not listed:\n${Object.entries(ranges)
        .map(([name, range]) => `  add "${name}": "${range}" to the dependencies in client/package.json.\n`)
        .join("")}`,
    );

    const manifest = JSON.parse(await packages.read("out/client/package.json"));
    Object.assign(manifest.dependencies, ranges);
    await packages.write("out/client/package.json", JSON.stringify(manifest));
    const passed = await packages.codegen("out", "check");
    expect(passed, passed.stderr).toMatchObject({ exitCode: 0 });
  });
});

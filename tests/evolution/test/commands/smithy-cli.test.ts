import { RepositoryCopy } from "@eks-auth/test-kit/repository-copy";
import { expect, test } from "vitest";

test.each([
  [
    "is killed",
    "kill -9 $$",
    "was ended by the signal SIGKILL, perhaps because the machine is short of memory.",
  ],
  [
    "lacks memory",
    "echo java.lang.OutOfMemoryError: Java heap space >&2; exit 1",
    "ran out of memory. Free memory",
  ],
  ["fills the disk", "echo java.io.IOException: No space left on device >&2; exit 1", "the disk is full."],
])("Java that %s is not blamed on the model", async (_name, command, text) => {
  await using copy = await RepositoryCopy.make([
    "packages/codegen",
    "scripts",
    "model",
    "package.json",
    "codegen.json",
  ]);
  const java = `if [ "$1" = -version ]; then echo 'openjdk version "17"' >&2; exit 0; fi\n${command}`;
  const { exitCode, stderr } = await copy.run("scripts/format-model.ts", [], {
    env: await copy.isolate({ java }),
  });
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^error: The Smithy CLI /);
  expect(stderr).toContain(text);
  expect(stderr).not.toContain("rejected the model");
});

// `npm test` starts two commands that need the CLI at the same time.
test("two commands can fetch the Smithy CLI at the same time", async () => {
  const files = ["packages/codegen", "scripts", "model", "package.json", "codegen.json"];
  await using copy = await RepositoryCopy.make(files);
  await copy.edit("packages/codegen/toolchain/pom.xml", (pom) => `${pom}<!-- not fetched yet -->\n`);
  // Each Maven waits until both have started, so that both commands fetch the CLI. Java accepts any model.
  const mvn = `PATH=/bin:/usr/bin
folder=$(echo "$*" | sed 's/.*-DoutputDirectory=//')
touch "${copy.path}/started.$$"
until [ "$(ls "${copy.path}" | grep -c started)" = 2 ]; do sleep 0.02; done
mkdir -p "$folder"
touch "$folder/smithy-cli.jar"`;
  const env = await copy.isolate({ java: `echo 'openjdk version "17"' >&2`, mvn });
  const run = () => copy.run("scripts/format-model.ts", [], { env });
  const success = { exitCode: 0, stdout: "", stderr: "" };
  expect(await Promise.all([run(), run()])).toMatchObject([success, success]);
});

import { RepositoryCopy } from "@eks-auth/test-kit/repository-copy";
import { expect, test } from "vitest";

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

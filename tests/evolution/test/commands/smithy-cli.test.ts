import { expect, test } from "vitest";
import { RepositoryCopy } from "../repository-copy.ts";

/** `npm test` starts two commands that need the CLI at the same time. */
test("two commands may fetch the Smithy CLI at once", async () => {
  await using copy = await RepositoryCopy.make();
  await copy.edit("packages/codegen/src/smithy/pom.xml", (pom) => `${pom}<!-- not fetched yet -->\n`);
  // A Maven that takes its time, so that both commands find no CLI; a Java that runs whatever it is given.
  const mvn = `PATH=/bin:/usr/bin
folder=$(echo "$*" | sed 's/.*-DoutputDirectory=//')
sleep 0.5
mkdir -p "$folder"
touch "$folder/smithy-cli.jar"`;
  const environment = await copy.isolate({ java: `echo 'openjdk version "17"' >&2`, mvn });
  const run = () => copy.run("scripts/format-model.ts", [], environment);
  const success = { exitCode: 0, stdout: "", stderr: "" };
  expect(await Promise.all([run(), run()])).toEqual([success, success]);
});

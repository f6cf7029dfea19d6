import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RepositoryCopy } from "../repository-copy.ts";
import { failToGenerate } from "./fail-to-generate.ts";

const advice = "Install a JDK or JRE of version 17 or newer and put it on PATH, or point JAVA_HOME at it.";
const goodJava = `echo 'openjdk version "17.0.15" 2025-04-15' >&2`;

let copy: RepositoryCopy;

beforeAll(async () => {
  copy = await RepositoryCopy.make();
  // Where nothing has changed, nothing is generated.
  await copy.edit("model/operation.smithy", (model) => `${model}\n// Changed.\n`);
});
afterAll(() => copy[Symbol.asyncDispose]());

describe("for want of Java:", () => {
  test("there is none", async () => {
    expect(await failToGenerate(copy, await copy.isolate())).toBe(
      `error: Java was not found as \`java\`. ${advice}\n`,
    );
  });

  test("there is none in JAVA_HOME", async () => {
    const environment = { ...(await copy.isolate({ java: goodJava })), JAVA_HOME: "/no/such/java" };
    expect(await failToGenerate(copy, environment)).toBe(
      `error: Java was not found as \`/no/such/java/bin/java\`. ${advice}\n`,
    );
  });

  test.each([
    ["1.8.0_402", 'openjdk version "1.8.0_402"', "8"],
    ["11.0.2", 'openjdk version "11.0.2" 2019-01-15', "11"],
    ["16", 'java version "16"', "16"],
    ["one that doesn't say", "hello", "of an unknown version"],
  ])("it is too old: %s", async (_name, version, found) => {
    // The JVM says on standard error which options it took from the environment, before anything else.
    const environment = await copy.isolate({
      java: `echo 'Picked up JAVA_TOOL_OPTIONS: -Xmx1g' >&2\necho '${version}' >&2`,
    });
    expect(await failToGenerate(copy, environment)).toBe(
      `error: Java ${found} at \`java\` is too old. ${advice}\n`,
    );
  });
});

describe("for want of the Smithy CLI:", () => {
  beforeAll(async () => {
    // Another version of the CLI is one that has not been fetched.
    await copy.edit("packages/codegen/src/smithy/pom.xml", (pom) => `${pom}<!-- other -->\n`);
  });
  afterAll(() =>
    copy.edit("packages/codegen/src/smithy/pom.xml", (pom) => pom.replace("<!-- other -->\n", "")),
  );

  test("there is no Maven to fetch it", async () => {
    expect(await failToGenerate(copy, await copy.isolate({ java: goodJava }))).toBe(
      "error: Maven was not found as `mvn`. It is needed once, to download the Smithy CLI. " +
        "Install Maven 3.8 or newer and put it on PATH.\n",
    );
  });

  test("there is no Maven to fetch it, and a check compares digests instead", async () => {
    const environment = await copy.isolate({ java: goodJava });
    const { exitCode, stdout, stderr } = await copy.run("scripts/generate.ts", ["--check"], environment);
    expect(stdout).toMatch(
      /^Maven was not found .*\nComparing digests with generated\.lock\.json instead\.\n$/,
    );
    expect(stderr).toContain("  changed     packages/codegen/src/smithy/pom.xml\n");
    expect(exitCode).toBe(1);
  });

  test("Maven fails", async () => {
    const mvn = "echo '[ERROR] no route to host'\necho 'a warning' >&2\nexit 1";
    expect(await failToGenerate(copy, await copy.isolate({ java: goodJava, mvn }))).toBe(
      "error: Maven could not download the Smithy CLI:\n\n[ERROR] no route to host\na warning\n\n" +
        "Check the connection to your Maven repository and run the command again.\n",
    );
  });
});

test("for want of its plugins: they can't be fetched, which is not the model's fault", async () => {
  const java = `case "$*" in
  *-version*) echo 'openjdk version "17"' >&2 ;;
  *) echo 'Failed to collect dependencies at software.amazon.smithy:smithy-linters' >&2; exit 1 ;;
esac`;
  const mvn = 'PATH=/bin:/usr/bin\nmkdir -p "$(echo "$*" | sed \'s/.*-DoutputDirectory=//\')"';
  expect(await failToGenerate(copy, await copy.isolate({ java, mvn }))).toBe(
    "error: The Smithy CLI could not download its plugins:\n\n" +
      "Failed to collect dependencies at software.amazon.smithy:smithy-linters\n\n" +
      "Check the connection to your Maven repository and the versions in smithy-build.json, and run the command again.\n",
  );
});

import { RepositoryCopy } from "@eks-auth/test-kit/repository-copy";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { failToGenerate } from "../fail-to-generate.ts";
import { ScriptThread } from "../script-thread.ts";

const advice = "Install a JDK or JRE of version 17 or newer and put it on PATH, or point JAVA_HOME at it.";
const goodJava = `echo 'openjdk version "17.0.15" 2025-04-15' >&2`;

let copy: RepositoryCopy;
let thread: ScriptThread;

beforeAll(async () => {
  copy = await RepositoryCopy.make();
  thread = new ScriptThread(copy);
  // Without a change, nothing is generated.
  await copy.edit("model/operation.smithy", (model) => `${model}\n// Changed.\n`);
});
afterAll(async () => {
  await thread[Symbol.asyncDispose]();
  await copy.remove();
});

/** Generates in an environment, and expects a failure that changes no file. */
function failWith(env: NodeJS.ProcessEnv): Promise<string> {
  return failToGenerate(copy, () => thread.run("scripts/generate.ts", [], env));
}

describe("npm run generate fails if Java", () => {
  test("is missing", async () => {
    expect(
      await failToGenerate(copy, async () =>
        copy.run("scripts/generate.ts", [], { env: await copy.isolate() }),
      ),
    ).toBe(`error: Java was not found as \`java\`. ${advice}\n`);
  });

  test("is missing in JAVA_HOME", async () => {
    const environment = { ...(await copy.isolate({ java: goodJava })), JAVA_HOME: "/no/such/java" };
    expect(await failWith(environment)).toBe(
      `error: Java was not found as \`/no/such/java/bin/java\`. ${advice}\n`,
    );
  });

  test.each([
    ["1.8.0_402", 'openjdk version "1.8.0_402"', "8"],
    ["11.0.2", 'openjdk version "11.0.2" 2019-01-15', "11"],
    ["16", 'java version "16"', "16"],
    ["an unknown version", "hello", "of an unknown version"],
  ])("is too old: %s", async (_name, version, found) => {
    // The JVM first prints the options that it took from the environment.
    const environment = await copy.isolate({
      java: `echo 'Picked up JAVA_TOOL_OPTIONS: -Xmx1g' >&2\necho '${version}' >&2`,
    });
    expect(await failWith(environment)).toBe(`error: Java ${found} at \`java\` is too old. ${advice}\n`);
  });
});

describe("without the Smithy CLI,", () => {
  beforeAll(async () => {
    // A different pom.xml needs a CLI that was not fetched yet.
    await copy.edit("packages/codegen/toolchain/pom.xml", (pom) => `${pom}<!-- other -->\n`);
  });
  afterAll(() =>
    copy.edit("packages/codegen/toolchain/pom.xml", (pom) => pom.replace("<!-- other -->\n", "")),
  );

  test("npm run generate fails if Maven is missing", async () => {
    expect(await failWith(await copy.isolate({ java: goodJava }))).toBe(
      "error: Maven was not found as `mvn`. It is needed once, to download the Smithy CLI. " +
        "Install Maven 3.8 or newer and put it on PATH.\n",
    );
  });

  test("--check compares digests if Maven is missing", async () => {
    const environment = await copy.isolate({ java: goodJava });
    const { exitCode, stdout, stderr } = await thread.run("scripts/generate.ts", ["--check"], environment);
    expect(stdout).toMatch(
      /^Maven was not found .*\nComparing digests with generated\.lock\.json instead\.\n$/,
    );
    expect(stderr).toContain("  changed     packages/codegen/toolchain/pom.xml\n");
    expect(exitCode).toBe(1);
  });

  test("npm run generate fails if Maven fails", async () => {
    const mvn = "echo '[ERROR] no route to host'\necho 'a warning' >&2\nexit 1";
    expect(await failWith(await copy.isolate({ java: goodJava, mvn }))).toBe(
      "error: Maven could not download the Smithy CLI:\n\n[ERROR] no route to host\na warning\n\n" +
        "Check the connection to your Maven repository and run the command again.\n",
    );
  });
});

test("npm run generate does not blame the model if Smithy's plugins cannot be fetched", async () => {
  const java = `case "$*" in
  *-version*) echo 'openjdk version "17"' >&2 ;;
  *) echo 'Failed to collect dependencies at software.amazon.smithy:smithy-linters' >&2; exit 1 ;;
esac`;
  const mvn = 'PATH=/bin:/usr/bin\nmkdir -p "$(echo "$*" | sed \'s/.*-DoutputDirectory=//\')"';
  expect(await failWith(await copy.isolate({ java, mvn }))).toBe(
    "error: The Smithy CLI could not download its plugins:\n\n" +
      "Failed to collect dependencies at software.amazon.smithy:smithy-linters\n\n" +
      "Check the connection to your Maven repository and the versions in smithy-build.json, and run the command again.\n",
  );
});

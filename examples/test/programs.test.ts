import { join } from "node:path";
import { startEksAuthWith } from "@eks-auth/test-kit/eks-auth-command";
import { readOutput, runProgram } from "@eks-auth/test-kit/run-program";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { expect, test } from "vitest";

const examples = join(import.meta.dirname, "..");

test("client-node gets the credentials of a pod of `eks-auth dev`, and prints errors", async () => {
  await using folder = await makeTempFolder("eks-auth-examples");
  const args = ["dev", "--port", "0", "--directory", folder.path];
  await using dev = startEksAuthWith({ stopSignal: "SIGINT" }, ...args);
  const output = await dev.waitFor("Press Ctrl-C to stop.");
  const env = {
    ...process.env,
    ENDPOINT: /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? "",
    TOKEN_FILE: folder.resolve("token"),
  };
  const program = [join(examples, "client-node/main.ts")];
  expect(await readOutput(process.execPath, program, { env })).toMatch(
    /^arn:aws:sts::111122223333:assumed-role\/sample\/eks-dev-sample-pod-\S+ until 20\d\d-\S+Z\n$/,
  );
  const failed = await runProgram(process.execPath, program, { env: { ...env, CLUSTER: "other" } });
  expect([failed.exitCode, failed.stdout]).toEqual([1, ""]);
  expect(failed.stderr).toMatch(/^ResourceNotFoundException after 1 tries: .+\n$/);
});

test("custom-credentials issues its own credentials, and refuses a role that it does not have", async () => {
  expect(await readOutput(process.execPath, [join(examples, "custom-credentials/main.ts")])).toBe(
    "app has reader\n" +
      "AccessDeniedException The store has no role writer. Create it first.\n" +
      "other gets AccessDeniedException\n",
  );
});

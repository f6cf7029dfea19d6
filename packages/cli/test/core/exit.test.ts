import { runEksAuth } from "@eks-auth/test-kit/eks-auth-command";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterEach, expect, it, vi } from "vitest";

afterEach(() => {
  vi.unstubAllEnvs();
});

it.each([
  ["--version", 0],
  ["--unknown", 2],
])(
  "eks-auth %s ends with its exit code while a call of the file system hangs",
  async (argument, exitCode) => {
    await using folder = await makeTempFolder("eks-auth-exit");
    const pipe = JSON.stringify(await folder.makePipe("pipe"));
    const hang = await folder.write(
      "hang.mjs",
      `import { open } from "node:fs/promises"; void open(${pipe});`,
    );
    vi.stubEnv("NODE_OPTIONS", `--import=${hang}`);
    const result = await runEksAuth(argument);
    expect(result).toMatchObject({ exitCode, signal: null });
    expect(result.stderr).not.toContain("Warning");
  },
);

import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { root } from "@eks-auth/test-kit/repository";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { expect, test } from "vitest";
import { prepareServices } from "../../src/run/prepare.ts";

const services = (await prepareOrSkip("type checks of the stubs", prepareServices)) ?? [];

for (const { service, stubFolder } of services) {
  test(`the stub of ${service.name} passes the repository's type checks`, { timeout: 120_000 }, async () => {
    const config = join(dirname(stubFolder), "tsconfig.json");
    await writeFile(
      config,
      JSON.stringify({ extends: join(root, "tsconfig.base.json"), include: ["stub"], exclude: [] }),
    );
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const { stdout } = await promisify(execFile)(process.execPath, [tsc, "-p", config]).catch(
      (error: { stdout: string }) => error,
    );
    expect(stdout).toBe("");
  });
}

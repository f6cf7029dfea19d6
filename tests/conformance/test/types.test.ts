import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { prepareOrSkip } from "./skip-without-smithy.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

for (const { service, stubFolder } of await prepareOrSkip()) {
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

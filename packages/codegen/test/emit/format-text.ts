import { execFile } from "node:child_process";
import { globSync } from "node:fs";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { packageFolder } from "../../src/files/package-folder.ts";

/** Biome's program for this platform. The command of its package would start Node.js first, for each text. */
const [biome = "biome"] = globSync(join(root, "node_modules/@biomejs/cli-*/biome{,.exe}"));
const settings = join(packageFolder, "toolchain/format.json");

/** Formats TypeScript as the generator does, without files. */
export function formatText(code: string): Promise<string> {
  const args = ["format", "--stdin-file-path=0.ts", "--vcs-enabled=false", `--config-path=${settings}`];
  return new Promise((resolve, reject) => {
    const { stdin } = execFile(biome, args, { cwd: packageFolder }, (error, stdout) =>
      error === null ? resolve(stdout) : reject(error),
    );
    stdin?.end(code);
  });
}

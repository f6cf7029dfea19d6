import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { CommandError, formatTable, runCommand, runWithFlags } from "@eks-auth/codegen/terminal";
import { runProgram } from "@eks-auth/test-kit/run-program";
import { type PublishedPackage, packOne, readPublishedPackages } from "./release/published-packages.ts";
import { repositoryUrl } from "./release/repository.ts";
import { root } from "./root.ts";

const destination = "build/release";

const help = `Packs each built package whose version the registry does not have, as ${destination}/*.tgz. The release workflow
publishes exactly these files, in a job that runs no code of this repository.

Usage: npm run release:pack [-- OPTION]

  --help  show this text

The packed package.json files name the repository if scripts/release/repository.ts has its address. \`npm run release:check\`
refuses to publish without.

Exit codes: 0 packed; 1 nothing is new, or the registry can't be read; 2 an unknown option.

Examples:
  npm run release:pack    after \`npm run version\`
`;

await runCommand(() =>
  runWithFlags(help, [], async () => {
    const added = await findUnpublished();
    if (added.length === 0) {
      throw new CommandError("The registry has every version already. Run `npm run version` first.");
    }
    await rm(join(root, destination), { recursive: true, force: true });
    await mkdir(join(root, destination), { recursive: true });
    const rows: string[][] = [];
    for (const { folder } of added) {
      const { name, version, integrity } = await packOne(root, folder, join(root, destination));
      rows.push([name, version, integrity]);
    }
    process.stdout.write(formatTable(["package", "version", "integrity"], rows));
    if (repositoryUrl === null) {
      process.stderr.write(
        "These packages name no repository: repositoryUrl in scripts/release/repository.ts is not set.\n",
      );
    }
    return 0;
  }),
);

async function findUnpublished(): Promise<PublishedPackage[]> {
  const added: PublishedPackage[] = [];
  for (const found of readPublishedPackages()) {
    if (!(await isPublished(found))) {
      added.push(found);
    }
  }
  return added;
}

/** @throws {CommandError} if the registry's response is neither the version nor "not found" */
async function isPublished({ name, version }: PublishedPackage): Promise<boolean> {
  const args = ["view", `${name}@${version}`, "version", "--json"];
  const { exitCode, stdout, stderr } = await runProgram("npm", args, { cwd: root });
  if (exitCode === 0) {
    // Empty if the registry has the package, but not this version.
    return stdout.trim() !== "";
  }
  const { error } = JSON.parse(stdout || "{}") as { readonly error?: { readonly code?: string } };
  if (error?.code !== "E404") {
    throw new CommandError(`The registry can't be asked for ${name} ${version}:\n${stderr.trim()}`);
  }
  return false;
}

import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { CommandError, formatTable, runCommand, runWithFlags } from "@eks-auth/codegen/terminal";
import { readOutput, runProgram } from "@eks-auth/test-kit/run-program";
import { type PublishedPackage, packOne, readPublishedPackages } from "./release/published-packages.ts";
import { root } from "./root.ts";

const destination = "build/release";

const help = `Packs each built package whose version the registry does not have, as ${destination}/*.tgz. The release workflow
publishes exactly these files, in a job that runs no code of this repository.

Usage: npm run release:pack [-- OPTION]

  --help  show this text

In a GitHub workflow it first writes the repository of the workflow into each package.json, because npm refuses
provenance without it.

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
      await setRepository(folder);
      const { name, version, integrity } = await packOne(join(root, folder), join(root, destination));
      rows.push([name, version, integrity]);
    }
    process.stdout.write(formatTable(["package", "version", "integrity"], rows));
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

async function setRepository(folder: string): Promise<void> {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY } = process.env;
  if (GITHUB_SERVER_URL === undefined || GITHUB_REPOSITORY === undefined) {
    return;
  }
  const settings = [
    "repository.type=git",
    `repository.url=git+${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}.git`,
    `repository.directory=${folder}`,
  ];
  await readOutput("npm", ["pkg", "set", ...settings], { cwd: join(root, folder) });
}

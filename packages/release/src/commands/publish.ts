import { join } from "node:path";
import { root } from "@eks-auth/codegen/root";
import { CommandError, runCommand, runWithFlags } from "@eks-auth/codegen/terminal";
import { run } from "../process/run.ts";
import { readPublishedPackages } from "../published/published-packages.ts";
import { findProgram } from "../tools/install-tool.ts";

const help = `Publishes what was built, with Changesets: each package whose version the registry doesn't have. The release workflow
runs it; \`npm run release:rehearse\` tries all of it on this machine first.

Usage: npm run release:publish [-- OPTION]

  --help  show this text

In a workflow on GitHub, it names the repository in the packages before, because provenance asks for that.

Exit codes: 0 published, or there was nothing new; 1 a package could not be published; 2 a wrong option.

Examples:
  NPM_CONFIG_PROVENANCE=true npm run release:publish    in a workflow that may ask for an identity
`;

await runCommand(() =>
  runWithFlags(help, [], async () => {
    await nameRepository();
    const program = await findProgram(join(root, "node_modules/@changesets/cli"), "changeset");
    process.stdout.write(await run(process.execPath, [program, "publish"], { cwd: root }));
    return 0;
  }),
);

/** Provenance is refused where a package doesn't say that it comes from the repository that the workflow runs in. */
async function nameRepository(): Promise<void> {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, NPM_CONFIG_PROVENANCE } = process.env;
  if (NPM_CONFIG_PROVENANCE !== "true") {
    return;
  }
  if (GITHUB_SERVER_URL === undefined || GITHUB_REPOSITORY === undefined) {
    throw new CommandError("there is no provenance outside of a workflow: leave NPM_CONFIG_PROVENANCE out.");
  }
  for (const { folder } of readPublishedPackages()) {
    await run(
      "npm",
      [
        "pkg",
        "set",
        "repository.type=git",
        `repository.url=git+${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}.git`,
        `repository.directory=${folder}`,
      ],
      { cwd: join(root, folder) },
    );
  }
}

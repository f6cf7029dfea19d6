import { join } from "node:path";
import { root } from "@eks-auth/codegen/root";
import { CommandError, runCommand, runWithFlags } from "@eks-auth/codegen/terminal";
import { readOutput } from "@eks-auth/test-kit/run-program";
import { readPublishedPackages } from "./release/published-packages.ts";

const help = `Publishes the built packages with Changesets: each package whose version the registry does not have. The release
workflow runs it. Try it first with \`npm run release:rehearse\`, which publishes only to a local registry.

Usage: npm run release:publish [-- OPTION]

  --help  show this text

If NPM_CONFIG_PROVENANCE is true, it first writes the repository of the workflow into each package.json, because npm
refuses provenance without it.

Exit codes: 0 published, or nothing is new; 1 a package could not be published; 2 an unknown option.

Examples:
  NPM_CONFIG_PROVENANCE=true npm run release:publish    in a GitHub workflow with the permission \`id-token: write\`
`;

await runCommand(() =>
  runWithFlags(help, [], async () => {
    await setRepository();
    process.stdout.write(await readOutput("npx", ["changeset", "publish"], { cwd: root }));
    return 0;
  }),
);

async function setRepository(): Promise<void> {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, NPM_CONFIG_PROVENANCE } = process.env;
  if (NPM_CONFIG_PROVENANCE !== "true") {
    return;
  }
  if (GITHUB_SERVER_URL === undefined || GITHUB_REPOSITORY === undefined) {
    throw new CommandError(
      "Provenance needs a GitHub workflow: GITHUB_SERVER_URL or GITHUB_REPOSITORY is not set. Unset NPM_CONFIG_PROVENANCE.",
    );
  }
  for (const { folder } of readPublishedPackages()) {
    const settings = [
      "repository.type=git",
      `repository.url=git+${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}.git`,
      `repository.directory=${folder}`,
    ];
    await readOutput("npm", ["pkg", "set", ...settings], { cwd: join(root, folder) });
  }
}

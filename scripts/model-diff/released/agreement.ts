import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../../failure.ts";
import { root } from "../../root.ts";

/** The folders of the packages that have one version, which `fixed` in `.changeset/config.json` keeps together. */
const together = ["packages/types", "packages/client", "packages/server", "packages/server-runtime"] as const;

/**
 * Reads the one version of the generated packages and of what they run on.
 *
 * @throws Failure naming the packages whose version differs
 */
export async function readCommonVersion(): Promise<string> {
  const versions = await Promise.all(
    together.map(async (folder) => ({ folder, version: await readVersion(folder) })),
  );
  const [first] = versions;
  if (first === undefined || versions.some(({ version }) => version !== first.version)) {
    const list = versions.map(({ folder, version }) => `${folder}/package.json ${version}`).join(", ");
    throw new Failure(
      `the generated packages must have one version, and have: ${list}. Look at \`fixed\` in .changeset/config.json.`,
    );
  }
  return first.version;
}

/**
 * Makes sure that the lock file has the versions that the packages have.
 *
 * @throws Failure naming the first package whose version differs
 */
export async function requireLockAgrees(version: string): Promise<void> {
  const { packages } = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8"));
  const stale = together.find((folder) => packages[folder]?.version !== version);
  if (stale !== undefined) {
    throw new Failure(
      `package-lock.json has version ${packages[stale]?.version} of ${stale}, not ${version}. Run \`npm install --package-lock-only\`.`,
    );
  }
}

/**
 * Makes sure that each package's changelog begins with the version.
 *
 * @throws Failure naming the first package whose changelog doesn't
 */
export async function requireChangelogsAgree(version: string): Promise<void> {
  for (const folder of together) {
    const changelog = await readFile(join(root, folder, "CHANGELOG.md"), "utf8").catch(() => "");
    if (/^## (.*)$/m.exec(changelog)?.[1] !== version) {
      throw new Failure(
        `${folder}/CHANGELOG.md does not begin with ${version}. Look at \`changelog\` in .changeset/config.json.`,
      );
    }
  }
}

async function readVersion(folder: string): Promise<string> {
  return JSON.parse(await readFile(join(root, folder, "package.json"), "utf8")).version;
}

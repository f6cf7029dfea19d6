import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { root } from "@eks-auth/codegen/root";
import { run } from "../process/run.ts";
import { packAll } from "../published/pack.ts";

/** Where the list is written, from the root. */
export const sbomPath = "build/sbom/eks-auth.cdx.json";

/**
 * Lists the published packages and all that comes with them, as CycloneDX has it, in {@link sbomPath}. They are
 * installed first: what users get is what counts, not what this repository is built with.
 *
 * @returns how many packages it lists
 */
export async function writeSbom(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "eks-auth-sbom-"));
  try {
    const tarballs = await packAll(root, join(folder, "tarballs"));
    // npm calls the document after the folder.
    const project = join(folder, "eks-auth");
    await mkdir(project);
    const version = tarballs.find(({ name }) => name === "@eks-auth/types")?.version;
    const dependencies = Object.fromEntries(
      tarballs.map(({ name, path }) => [name, `file:../tarballs/${basename(path)}`]),
    );
    const manifest = { name: "eks-auth", version, private: true, license: "Apache-2.0", dependencies };
    await writeFile(join(project, "package.json"), JSON.stringify(manifest));
    await run("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: project });
    const args = ["sbom", "--sbom-format", "cyclonedx", "--sbom-type", "library"];
    const sbom = leaveOutFiles(JSON.parse(await run("npm", args, { cwd: project })));
    const file = join(root, sbomPath);
    await mkdir(join(file, ".."), { recursive: true });
    await writeFile(file, `${JSON.stringify(sbom, null, 2)}\n`);
    return sbom.components.length;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What of a CycloneDX document is changed. */
interface Sbom {
  readonly components: readonly Component[];
}

interface Component {
  readonly externalReferences?: readonly { readonly url: string }[];
}

/** Leaves out where our tarballs were on this machine. */
function leaveOutFiles(sbom: Sbom): Sbom {
  const components = sbom.components.map(({ externalReferences = [], ...component }) => ({
    ...component,
    externalReferences: externalReferences.filter(({ url }) => !url.startsWith("file:")),
  }));
  return { ...sbom, components };
}

import { mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { runCommand, runWithFlags } from "@eks-auth/codegen/terminal";
import { readOutput } from "@eks-auth/test-kit/run-program";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { packAll } from "./release/published-packages.ts";
import { root } from "./root.ts";

const sbomPath = "build/sbom/eks-auth.cdx.json";

const help = `Lists the published packages and everything that npm installs with them, in CycloneDX, in ${sbomPath}.

Usage: npm run sbom [-- OPTION]

  --help  show this text

Exit codes: 0 written; 1 a package cannot be packed or installed; 2 an unknown option.

Examples:
  npm run sbom
`;

await runCommand(() =>
  runWithFlags(help, [], async () => {
    const count = await writeSbom();
    process.stdout.write(`Wrote ${sbomPath}: ${count} packages.\n`);
    return 0;
  }),
);

/**
 * Installs the packed packages into an empty project and lists its dependencies: what users get, not what this
 * repository is built with.
 *
 * @returns the number of packages
 */
async function writeSbom(): Promise<number> {
  await using folder = await makeTempFolder("eks-auth-sbom");
  const tarballs = await packAll(root, folder.resolve("tarballs"));
  const dependencies = Object.fromEntries(
    tarballs.map(({ name, path }) => [name, `file:../tarballs/${basename(path)}`]),
  );
  const version = tarballs.find(({ name }) => name === "@eks-auth/types")?.version;
  const manifest = { name: "eks-auth", version, private: true, license: "Apache-2.0", dependencies };
  // npm names the document after the folder.
  await folder.write("eks-auth/package.json", JSON.stringify(manifest));
  const options = { cwd: folder.resolve("eks-auth") };
  await readOutput("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts"], options);
  const args = ["sbom", "--sbom-format", "cyclonedx", "--sbom-type", "library"];
  const sbom = removeFileReferences(JSON.parse(await readOutput("npm", args, options)));
  const file = join(root, sbomPath);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(sbom, null, 2)}\n`);
  return sbom.components.length;
}

/** The part of a CycloneDX document that is changed. */
interface Sbom {
  readonly components: readonly Component[];
}

interface Component {
  readonly externalReferences?: readonly { readonly url: string }[];
}

/** Removes the paths of the tarballs on this machine. */
function removeFileReferences(sbom: Sbom): Sbom {
  const components = sbom.components.map(({ externalReferences = [], ...component }) => ({
    ...component,
    externalReferences: externalReferences.filter(({ url }) => !url.startsWith("file:")),
  }));
  return { ...sbom, components };
}

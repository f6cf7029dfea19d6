import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { runCommand, runWithFlags } from "@eks-auth/codegen/terminal";
import { readOutput } from "@eks-auth/test-kit/run-program";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { packAll } from "./release/published-packages.ts";
import { root } from "./root.ts";

const sbomPath = "build/sbom/eks-auth.cdx.json";

const help = `Lists the published packages and everything that npm installs with them, in CycloneDX, in ${sbomPath}. The
packages of npm that @eks-auth/cli contains are components of its component.

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
  const listed = removeFileReferences(JSON.parse(await readOutput("npm", args, options)));
  const sbom = addBundledPackages(listed, await readBundledPackages());
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
  readonly name: string;
  readonly components?: readonly object[];
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

/** A package of npm whose code is in the bundle of the command. */
interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

async function readBundledPackages(): Promise<readonly BundledPackage[]> {
  return JSON.parse(await readFile(join(root, "packages/cli/dist/bundled-packages.json"), "utf8"));
}

/** Adds what the bundle of the command contains as components of it: npm doesn't know that. */
function addBundledPackages(sbom: Sbom, packages: readonly BundledPackage[]): Sbom {
  const bundled = packages.map(({ name, version, license }) => ({
    type: "library",
    name,
    version,
    licenses: [{ license: { id: license } }],
    purl: `pkg:npm/${name.replace("@", "%40")}@${version}`,
  }));
  const components = sbom.components.map((component) =>
    component.name === "@eks-auth/cli" ? { ...component, components: bundled } : component,
  );
  return { ...sbom, components };
}

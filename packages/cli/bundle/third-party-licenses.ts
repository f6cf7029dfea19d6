import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Rolldown } from "tsdown";
import { findOrigin } from "./module-origin.ts";

/** A package of npm, as in its package.json. */
interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** The texts of its license and its notices. */
  readonly text: string;
}

/** The license of a package that has none in its folder: all of them have Apache-2.0, and no notice. */
const apacheLicense = join(import.meta.dirname, "../LICENSE");

/** Where Rolldown is. Its runtime, and the helpers for new syntax, are in the bundle. */
const rolldownFolder = join(import.meta.dirname, "../../../node_modules/rolldown");

/** The packages of npm in the console's page, which another build bundles. */
const pageFolders = [join(import.meta.dirname, "../../../node_modules/preact")];

/**
 * Adds two files about the packages of npm whose code is in the bundle, or in the console's page: `THIRD-PARTY-LICENSES` with their licenses, and
 * `bundled-packages.json` with their names, versions and licenses, for the SBOM.
 */
export function thirdPartyLicenses(): Rolldown.Plugin {
  return {
    name: "third-party-licenses",
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((file) =>
        file.type === "chunk" ? Object.entries(file.modules) : [],
      );
      const ids = modules.filter(([, { renderedLength }]) => renderedLength > 0).map(([id]) => id);
      const packages = [...new Set([...ids.flatMap(findFolder), ...pageFolders])].sort().map(readPackage);
      this.emitFile({ type: "asset", fileName: "THIRD-PARTY-LICENSES", source: formatLicenses(packages) });
      const list = packages.map(({ name, version, license }) => ({ name, version, license }));
      this.emitFile({
        type: "asset",
        fileName: "bundled-packages.json",
        source: `${JSON.stringify(list, null, 2)}\n`,
      });
    },
  };
}

/** Finds the folder of a module's package; none for a module of this repository. */
function findFolder(id: string): string[] {
  const origin = findOrigin(id);
  if (origin === undefined) {
    return [rolldownFolder];
  }
  return origin.isOfRepository ? [] : [id.slice(0, -origin.path.length - 1)];
}

function readPackage(folder: string): BundledPackage {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const files = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)(\.(md|txt))?$/i.test(file))
    .sort()
    .map((file) => join(folder, file));
  if (files.length === 0 && license !== "Apache-2.0") {
    throw new Error(`${folder} has no license file`);
  }
  const texts = (files.length === 0 ? [apacheLicense] : files).map((file) =>
    readFileSync(file, "utf8").trim(),
  );
  return { name, version, license, text: texts.join("\n\n") };
}

function formatLicenses(packages: readonly BundledPackage[]): string {
  const byText = Map.groupBy(packages, ({ text }) => text);
  const sections = [...byText].map(([text, users]) => {
    const list = users.map(({ name, version, license }) => `${name} ${version} (${license})`);
    return `${"=".repeat(80)}\n${list.join("\n")}\n${"=".repeat(80)}\n\n${text}\n`;
  });
  return `eks-auth contains code of these packages.\n\n${sections.join("\n")}`;
}

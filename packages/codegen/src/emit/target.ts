import { join } from "node:path";
import type { Service } from "../model/service.ts";
import { fileHeader } from "../print/source-file.ts";
import { listPackageFolders, type PackageFolder } from "../project/package-folders.ts";
import { modelFolder, type Project } from "../project/project.ts";
import type { PatternMode } from "../project/settings.ts";
import { findWorkspaceRoot } from "../project/workspace-root.ts";
import type { SmithyArtifacts } from "../smithy/artifacts.ts";
import type { PhaseTimes } from "../terminal/phase-times.ts";

/** A model, and the packages to generate from it. */
export interface Target {
  /** The absolute path of the folder that holds the model. */
  readonly model: string;
  /** The service's shape ID; needed if the model has more than one with restJson1. */
  readonly service: string | undefined;
  /** The absolute path of the folder that paths of generated files start from. */
  readonly base: string;
  /** The absolute path of the folder that tools run in. Its `build/` is for temporary files and downloads. */
  readonly workFolder: string;
  /** The path from the base to the packages' folders, with a slash at the end; or empty. */
  readonly prefix: string;
  /** The npm scope of the packages, `@eks-auth`. */
  readonly scope: string;
  /** What the packages' names begin with after the scope, `shop-`; or empty. */
  readonly namePrefix: string;
  /** The folders of the packages to generate. */
  readonly folders: readonly PackageFolder[];
  /** Whether the types package has the OpenAPI document and the types of the JSON. */
  readonly openApi: boolean;
  /** What to do with a pattern that can't be checked. */
  readonly patterns: PatternMode;
  /** The path from the base of the folder for pages about the model; `undefined` if there are none. */
  readonly docs: string | undefined;
  /** The first line of generated TypeScript files. */
  readonly header: string;
}

/** Creates the target for the packages of a project. */
export function projectTarget(project: Project): Target {
  const { folder, settings } = project;
  const { packages, scope, service, patterns, openapi, docs } = settings;
  const path = join(packages, "/");
  const workFolder = findWorkspaceRoot(folder);
  // The folders of a project from `init`, whose package.json has the script that the header names.
  const hasUsualFolders = settings.model === "model" && packages === "packages" && workFolder === folder;
  return {
    model: modelFolder(project),
    service,
    base: folder,
    workFolder,
    prefix: path === "./" ? "" : path,
    scope,
    namePrefix: settings.prefix,
    folders: listPackageFolders(settings),
    openApi: openapi,
    patterns,
    docs: docs && join(docs).replace(/\/$/, ""),
    header: hasUsualFolders ? fileHeader : otherFileHeader,
  };
}

/** The first line of generated files if the model or the packages are in other folders than usual. */
const otherFileHeader =
  "// Generated from a Smithy model by eks-auth. Do not edit: change the model and generate again.\n";

/** The options for packages of another model. */
export interface TargetOptions {
  /** The absolute path of the folder that holds the model. */
  readonly model: string;
  /** The absolute path of the folder for the packages. */
  readonly out: string;
  /** The absolute path of the folder that tools run in. */
  readonly workFolder: string;
  readonly scope: string;
  /** What the packages' names begin with after the scope, `shop-`; or empty. */
  readonly prefix: string;
  /** The service's shape ID; needed if the model has more than one. */
  readonly service: string | undefined;
  /** Whether the types package has the OpenAPI document and the types of the JSON. */
  readonly openApi: boolean;
  /** Whether the two clients are generated. */
  readonly clients: boolean;
  /** What to do with a pattern that can't be checked. */
  readonly patterns: PatternMode;
}

/** Creates the target for packages of another model. */
export function createTarget(options: TargetOptions): Target {
  const { model, out, workFolder, scope, prefix, service, openApi, patterns } = options;
  return {
    model,
    service,
    base: out,
    workFolder,
    prefix: "",
    scope,
    namePrefix: prefix,
    folders: listPackageFolders(options),
    openApi,
    patterns,
    docs: undefined,
    header: otherFileHeader,
  };
}

/** The runtime that generated stubs import. */
export const runtimePackage = "@eks-auth/server-runtime";

/** The runtime that generated light clients import. Their builds contain it. */
export const clientRuntimePackage = "@eks-auth/client-runtime";

/** The name of a package. */
export function packageName(target: Target, folder: PackageFolder): string {
  return `${target.scope}/${target.namePrefix}${folder}`;
}

/** The name of the official client's package, or `undefined` if the target has no clients. */
export function clientPackageName(target: Target): string | undefined {
  return target.folders.includes("client") ? packageName(target, "client") : undefined;
}

/** The folders that contain only generated files, from the base. */
export function generatedFolders({ prefix, folders, docs }: Target): string[] {
  const inPackages = folders
    .flatMap((folder) => [`${folder}/src/gen`, ...(folder === "client" ? ["client/test/gen"] : [])])
    .map((folder) => join(prefix, folder));
  return docs === undefined ? inPackages : [...inPackages, docs];
}

/** The result of a generation. */
export interface Generation {
  /** The texts of the generated files, by path from the base. */
  readonly files: ReadonlyMap<string, string>;
  /** The resolved model. */
  readonly service: Service;
  /** What they were generated from. */
  readonly artifacts: SmithyArtifacts;
  /** What of the model was left out: one line for each kind. */
  readonly notices: readonly string[];
  /** The seconds of each phase: `Smithy`, `emitting`, `formatting`. */
  readonly times: PhaseTimes;
}

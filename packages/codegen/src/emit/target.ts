import { join } from "node:path";
import { fileHeader } from "../print/source-file.ts";
import { root } from "../root.ts";
import type { BuildRequest } from "../smithy/build-model.ts";
import { ownModel } from "../smithy/model-source.ts";

/** The packages that are generated, by the names of their folders. */
export const packageFolders = ["types", "client", "server"] as const;

export type PackageFolder = (typeof packageFolders)[number];

/** Which model to generate from, and which packages to generate. */
export interface Target {
  /** The absolute path of the folder that holds the model. */
  readonly model: string;
  readonly service: BuildRequest["service"];
  /** The absolute path of the folder that the paths of generated files start from. */
  readonly base: string;
  /** The folder that holds the packages' folders, from the base, with a slash at the end; or empty. */
  readonly prefix: string;
  /** What the packages' names start with, `@eks-auth`. */
  readonly scope: string;
  /** The first line of the files that our emitters write. */
  readonly header: string;
}

/** The packages of this repository. */
export const repositoryTarget: Target = {
  model: ownModel,
  // Known, so that Smithy doesn't have to run twice.
  service: { id: "com.amazonaws.eksauth#EKSAuthFrontend" },
  base: root,
  prefix: "packages/",
  scope: "@eks-auth",
  header: fileHeader,
};

/** What a command line says about packages that are to be made of another model. */
export interface TargetOptions {
  /** The absolute path of the folder that holds the model. */
  readonly model: string;
  /** The absolute path of the folder that is to hold the packages. */
  readonly out: string;
  readonly scope: string;
  /** The service's shape ID, where the model has several. */
  readonly service: string | undefined;
}

/** The packages of another model. */
export function makeTarget({ model, out, scope, service }: TargetOptions): Target {
  return {
    model,
    service: { wanted: service },
    base: out,
    prefix: "",
    scope,
    header:
      "// Generated from a Smithy model by eks-auth. Do not edit: change the model and generate again.\n",
  };
}

/** The name of a package. */
export function packageName(target: Target, folder: PackageFolder): string {
  return `${target.scope}/${folder}`;
}

/** The folders that hold generated files and nothing else, from the base. */
export function generatedFolders({ prefix }: Target): string[] {
  return ["types/src/gen", "client/src/gen", "client/test/gen", "server/src/gen"].map((folder) =>
    join(prefix, folder),
  );
}

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type JsonAst, writeStub } from "@eks-auth/codegen";
import type { Handler, HandlerOptions } from "@eks-auth/server-runtime";
import { everyFeatureModel } from "../every-feature-model/model.ts";
import { Model } from "../model/model.ts";
import { buildFolder } from "../official/build-models.ts";

/** Implements every operation: gets the operation's name and input, and returns its output or throws its error. */
export type Implementation = (operation: string, input: unknown) => unknown;

/** A generated stub with its model. */
export interface Stub {
  readonly model: Model;
  readonly createHandler: (implementation: Implementation, options: HandlerOptions) => Handler;
  /** @param name - of the error in the service */
  readonly createError: (name: string, members: unknown) => Error;
}

type CreateHandler = (service: object, options: HandlerOptions) => Handler;
type ErrorClass = new (members: unknown) => Error;

/**
 * Makes a stub of the exports of a server package.
 *
 * @param service - the name of the service
 */
export function makeStub(model: Model, exports: Readonly<Record<string, unknown>>, service: string): Stub {
  const createHandler = exports[`create${service}Handler`] as CreateHandler;
  return {
    model,
    createHandler: (implementation, options) => {
      const methods = model.operations.map(({ name }) => [
        name.charAt(0).toLowerCase() + name.slice(1),
        async (input: unknown) => implementation(name, input),
      ]);
      return createHandler(Object.fromEntries(methods), options);
    },
    createError(name, members) {
      const ModelError = exports[name] as ErrorClass | undefined;
      if (ModelError === undefined) {
        throw new Error(`the stub exports no ${name}`);
      }
      return new ModelError(members);
    },
  };
}

/**
 * Generates the stub of a model and imports it.
 *
 * @param folder - the absolute path of the folder to write
 * @param model - the same as `ast`, if its numbers must not be rounded
 */
export async function generateStub(
  ast: JsonAst,
  service: string,
  folder: string,
  model: Model = new Model(ast),
): Promise<Stub> {
  await writeStub(ast, folder);
  const url = pathToFileURL(join(folder, "index.ts")).href;
  return makeStub(model, await import(/* @vite-ignore */ url), service);
}

/** Imports the stub of the EKS API for associations: many operations, with the bindings that services of AWS use. */
export async function openEksApiStub(): Promise<Stub> {
  const path = fileURLToPath(import.meta.resolve("@eks-auth/eks-api-types/model.json"));
  const model = new Model(JSON.parse(await readFile(path, "utf8")));
  return makeStub(model, await import("@eks-auth/eks-api-server"), "AWSWesleyFrontend");
}

/** Generates and imports the stub of the model that uses every feature. */
export function openEveryFeatureStub(): Promise<Stub> {
  return generateStub(everyFeatureModel, "Everything", join(buildFolder, "every-feature-stub"));
}

import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { writeStub } from "@eks-auth/codegen";
import type { Handler, HandlerOptions } from "@eks-auth/server-runtime";
import { everyFeatureModel } from "./model.ts";
import { Shapes } from "./shapes.ts";

const folder = fileURLToPath(new URL("../../build/every-feature-stub", import.meta.url));

/** What answers a call: gets the operation's name and its input, and returns its output. */
type Act = (operation: string, input: unknown) => unknown;

/** The generated stub, as far as the tests call it. */
export interface Stub {
  readonly shapes: Shapes;
  readonly createHandler: (act: Act, options: HandlerOptions) => Handler;
  /** Makes the model's error `Refused`. */
  readonly createRefused: (members: unknown) => Error;
}

interface Index {
  createEverythingHandler(service: object, options: HandlerOptions): Handler;
  Refused: new (members: unknown) => Error;
}

/** Generates and imports the stub. */
export async function openStub(): Promise<Stub> {
  await writeStub(everyFeatureModel, folder);
  const index: Index = await import(/* @vite-ignore */ pathToFileURL(join(folder, "index.ts")).href);
  const shapes = new Shapes(everyFeatureModel);
  return {
    shapes,
    createHandler(act, options) {
      const service = shapes.operations.map(({ name }) => [
        name.charAt(0).toLowerCase() + name.slice(1),
        async (input: unknown) => act(name, input),
      ]);
      return index.createEverythingHandler(Object.fromEntries(service), options);
    },
    createRefused: (members) => new index.Refused(members),
  };
}

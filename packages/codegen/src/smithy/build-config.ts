import { type ModelSource, ownModel, readModelSource } from "./model-source.ts";

/** What is to be built of a model. */
interface BuildOrder {
  /** The service's shape ID. */
  readonly service: string;
  /** The name of the client's package, `@eks-auth/client`. */
  readonly clientPackage: string;
}

/** Holds `smithy.framework#ValidationException`, which many services answer with. Ours has an error of its own. */
const validationModel = "software.amazon.smithy:smithy-validation-model:1.67.0";

/**
 * Writes the settings of the Smithy CLI: where the model is and which plugins it needs, and what to build of it.
 *
 * @param order - what to build; nothing where the model is only to be read
 * @returns the text of a smithy-build.json, which may stand anywhere
 * @throws CommandError where our own smithy-build.json can't be read: it names the versions of the generators
 */
export async function makeBuildConfig(source: ModelSource, order?: BuildOrder): Promise<string> {
  const own = await readModelSource(ownModel);
  const generators = [...(own.maven.dependencies ?? []), validationModel];
  return JSON.stringify({
    version: "1.0",
    sources: source.sources,
    imports: source.imports,
    maven: { ...source.maven, dependencies: merge(source.maven.dependencies ?? [], generators) },
    projections: order === undefined ? {} : makeProjections(order),
  });
}

/** A version that the model asks for itself goes before that of the generators: it may use what is new in it. */
function merge(asked: readonly string[], generators: readonly string[]): string[] {
  const artifact = (dependency: string) => dependency.split(":").slice(0, 2).join(":");
  const known = new Set(asked.map(artifact));
  return [...asked, ...generators.filter((dependency) => !known.has(artifact(dependency)))];
}

function makeProjections({ service, clientPackage }: BuildOrder): object {
  return {
    model: {
      transforms: [
        { name: "includeServices", args: { services: [service] } },
        { name: "flattenAndRemoveMixins", args: {} },
        { name: "removeTraitDefinitions", args: {} },
        { name: "removeUnusedShapes", args: {} },
        { name: "excludeMetadata", args: { keys: ["validators", "suppressions", "severityOverrides"] } },
      ],
    },
    openapi: {
      plugins: {
        openapi: {
          service,
          protocol: "aws.protocols#restJson1",
          version: "3.1.0",
          onErrorStatusConflict: "oneOf",
          // OpenAPI has no way to say it: such headers are left out of the document.
          onHttpPrefixHeaders: "WARN",
        },
      },
    },
    client: {
      plugins: {
        "typescript-client-codegen": {
          service,
          package: clientPackage,
          packageVersion: "0.0.0",
          requiredMemberMode: "strict",
        },
      },
    },
  };
}

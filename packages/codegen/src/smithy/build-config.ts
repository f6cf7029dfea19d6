import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { packageFolder } from "../files/package-folder.ts";
import type { ModelSource } from "./model-source.ts";

/** The plugins' settings for a service. */
export interface BuildSettings {
  /** The service's shape ID. */
  readonly service: string;
  /** Whether to create an OpenAPI document. */
  readonly openApi: boolean;
  /** The name of the client's package, `@eks-auth/client`; `undefined` to create no client. */
  readonly clientPackage: string | undefined;
}

/** Lists the Maven artifacts that generate, and those that define traits and shapes which many models use. */
const artifactsFile = join(packageFolder, "toolchain/artifacts.json");

/**
 * Creates the settings of the Smithy CLI: the model, its dependencies, and what to build.
 *
 * @param builds - what to build, by the name of the folder for it
 * @returns the text of a smithy-build.json, which works in any folder
 */
export async function createBuildConfig(
  source: ModelSource,
  builds: Readonly<Record<string, BuildSettings>> = {},
): Promise<string> {
  const { dependencies: generators } = JSON.parse(await readFile(artifactsFile, "utf8"));
  return JSON.stringify({
    version: "1.0",
    sources: source.sources,
    imports: source.imports,
    maven: { ...source.maven, dependencies: merge(source.maven.dependencies ?? [], generators) },
    projections: Object.fromEntries(
      Object.entries(builds).map(([name, settings]) => [name, createProjection(settings)]),
    ),
  });
}

/** Merges dependencies. The model's own version of a generator takes precedence: it can use features of that version. */
function merge(own: readonly string[], generators: readonly string[]): string[] {
  const artifact = (dependency: string) => dependency.split(":").slice(0, 2).join(":");
  const known = new Set(own.map(artifact));
  return [...own, ...generators.filter((dependency) => !known.has(artifact(dependency)))];
}

/** One projection for all plugins: Smithy validates the model again for each. */
function createProjection({ service, openApi, clientPackage }: BuildSettings): object {
  return {
    transforms: [
      { name: "includeServices", args: { services: [service] } },
      { name: "flattenAndRemoveMixins", args: {} },
      { name: "removeUnusedShapes", args: {} },
      // The model's own rules were checked before. Its suppressions have to stay, because Smithy validates again.
      { name: "excludeMetadata", args: { keys: ["validators"] } },
    ],
    plugins: {
      ...(openApi ? { openapi: createOpenApiSettings(service) } : {}),
      ...(clientPackage === undefined ? {} : createClientSettings(service, clientPackage)),
    },
  };
}

function createClientSettings(service: string, clientPackage: string): object {
  const settings = { service, package: clientPackage, packageVersion: "0.0.0", requiredMemberMode: "strict" };
  return { "typescript-client-codegen": settings };
}

function createOpenApiSettings(service: string): object {
  return {
    service,
    protocol: "aws.protocols#restJson1",
    version: "3.1.0",
    onErrorStatusConflict: "oneOf",
    // OpenAPI can't express such headers, nor `@endpoint` and `@hostLabel`, so the document omits them.
    onHttpPrefixHeaders: "WARN",
    ignoreUnsupportedTraits: true,
  };
}

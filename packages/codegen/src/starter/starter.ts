import { existsSync } from "node:fs";
import { join } from "node:path";
import { selectOperations } from "../emit/client-light/select-operations.ts";
import { clientMethodName, clientName } from "../emit/client-light/symbols.ts";
import { clientRuntimePackage, type Generation, type Target } from "../emit/target.ts";
import { methodName } from "../print/names.ts";
import type { PackageFolder } from "../project/package-folders.ts";
import { CommandError } from "../terminal/command-error.ts";
import { findDependencies, readRuntime } from "./dependencies.ts";
import { fillTemplates, type TemplateValues } from "./templates.ts";

/**
 * Creates the files of new packages that are not generated: settings, entry points, a README. They are created once, and
 * then belong to the user: a package that has a package.json gets none.
 *
 * @returns the files' texts by path from the target's base
 */
export async function createStarter(generation: Generation, target: Target): Promise<Map<string, string>> {
  const fresh = target.folders.filter(
    (folder) => !existsSync(join(target.base, target.prefix, folder, "package.json")),
  );
  if (fresh.length === 0) {
    return new Map();
  }
  const values = collectValues(generation, target);
  const packages = await Promise.all(
    fresh.map((folder) => createPackage(folder, generation, target, values)),
  );
  const isFirst = fresh.length === target.folders.length && !existsSync(join(target.base, "package.json"));
  // Packages in a folder without a project get an npm workspace, in which they find each other before they are published.
  const workspace = isFirst ? await fillTemplates("workspace", values) : new Map<string, string>();
  return new Map([...workspace, ...packages.flat()]);
}

async function createPackage(
  folder: PackageFolder,
  generation: Generation,
  target: Target,
  values: TemplateValues,
): Promise<[string, string][]> {
  const files = await fillTemplates(`packages/${folder}`, values);
  const { devDependencies, ...manifest } = JSON.parse(files.get("package.json") ?? "{}");
  const isLeftOut = folder === "types" && !target.openApi ? /wire|openapi/ : /^$/;
  const dependencies = findDependencies(folder, generation, target);
  const complete = {
    ...manifest,
    files: manifest.files.filter((path: string) => !isLeftOut.test(path)),
    exports: Object.fromEntries(Object.entries(manifest.exports).filter(([path]) => !isLeftOut.test(path))),
    ...(Object.keys(dependencies).length === 0 ? {} : { dependencies }),
    devDependencies,
  };
  files.set("package.json", `${JSON.stringify(complete, null, 2)}\n`);
  return [...files].map(([path, text]) => [`${target.prefix}${folder}/${path}`, text]);
}

/** The values of the placeholders in templates of packages. */
function collectValues({ artifacts, service }: Generation, target: Target): TemplateValues {
  const methods = service.operations.map((operation) => {
    const method = methodName(operation.name);
    return `async ${method}() {\n    throw new Error("${method} is not implemented yet.");\n  }`;
  });
  return {
    scope: target.scope,
    prefix: target.namePrefix,
    clients: target.folders.includes("client"),
    title: service.title,
    LightClient: clientName(service),
    method: clientMethodName(selectOperations(service)[0]?.name ?? ""),
    clientRuntime: readRuntime(clientRuntimePackage).version,
    Service: service.name,
    Client: target.folders.includes("client") ? findClientClass(artifacts.clientFiles) : "",
    Command: `${service.operations[0]?.name}Command`,
    methods: methods.join(",\n  "),
    openApi: target.openApi,
    unchecked: service.uncheckedPatterns.length > 0,
  };
}

/** Finds the name of the client class, which comes from the service's name or its `sdkId`. */
function findClientClass(files: ReadonlyMap<string, string>): string {
  const names = [...files.keys()].flatMap((path) => /^src\/(\w+Client)\.ts$/.exec(path)?.[1] ?? []);
  const [name] = names;
  if (name === undefined) {
    throw new CommandError(
      "The official generator wrote no client class. This is a bug in smithy-typescript.",
    );
  }
  return name;
}

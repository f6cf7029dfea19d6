import { existsSync } from "node:fs";
import { join } from "node:path";
import { CommandError } from "@eks-auth/codegen/terminal";
import { Application, type Context, Converter, type ProjectReflection } from "typedoc";
import type { PluginOptions } from "typedoc-plugin-markdown";
import { type EntryPoint, listEntryPoints } from "./entry-points.ts";

/**
 * Writes the API reference of the published packages: one page for each import path. Reads the declarations that
 * `npm run build` makes.
 *
 * @param root - the absolute path of the repository
 * @param folder - the absolute path of the folder for the pages, which it replaces
 * @throws {CommandError} `site_not_valid` if TypeDoc fails
 */
export async function writeApiReference(root: string, folder: string): Promise<void> {
  const entries = listEntryPoints(root);
  const missing = entries.find(({ declarations }) => !existsSync(join(root, declarations)));
  if (missing !== undefined) {
    throw new CommandError(`${missing.declarations} does not exist. Run \`npm run build\`.`, {
      code: "site_not_valid",
    });
  }
  const options: Parameters<typeof Application.bootstrapWithPlugins>[0] & Partial<PluginOptions> = {
    entryPoints: entries.map(({ declarations }) => join(root, declarations)),
    tsconfig: join(root, "docs/tsconfig.api.json"),
    out: folder,
    plugin: ["typedoc-plugin-markdown"],
    // The declarations were checked when they were made.
    skipErrorChecking: true,
    excludeExternals: true,
    excludeInternal: true,
    excludePrivate: true,
    disableSources: true,
    readme: "none",
    logLevel: "Warn",
    router: "module",
    entryFileName: "index",
    useHTMLAnchors: true,
    hideBreadcrumbs: true,
    hidePageHeader: true,
    parametersFormat: "table",
    propertiesFormat: "table",
    enumMembersFormat: "table",
    typeDeclarationFormat: "table",
  };
  const app = await Application.bootstrapWithPlugins(options);
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }: Context) => nameModules(project, entries));
  const project = await app.convert();
  if (project !== undefined) {
    project.name = "API reference";
    await app.generateOutputs(project);
  }
  if (project === undefined || app.logger.hasErrors()) {
    throw new CommandError("TypeDoc failed. Fix what its messages above say.", { code: "site_not_valid" });
  }
}

/** TypeDoc names a module by its file: `packages/server/dist/node`. */
function nameModules({ children = [] }: ProjectReflection, entries: readonly EntryPoint[]): void {
  const names = new Map(
    entries.map(({ name, declarations }) => [declarations.replace(/(\/index)?\.d\.ts$/, ""), name]),
  );
  for (const module of children) {
    module.name = names.get(module.name) ?? module.name;
  }
}

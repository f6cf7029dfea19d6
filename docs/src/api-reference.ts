import { globSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { CommandError } from "@eks-auth/codegen/terminal";
import { Application, type Context, Converter, type ProjectReflection } from "typedoc";
import type { PluginOptions } from "typedoc-plugin-markdown";

/** An import path of a published package. */
export interface EntryPoint {
  /** What users import: `@eks-auth/server/node`. */
  readonly name: string;
  /** The path of its declarations from the root of the repository: `packages/server/dist/node.d.ts`. */
  readonly declarations: string;
}

/** What a package.json has. */
interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly types?: string }>>;
}

/** The types of the JSON: the pages of the HTTP API describe the same. */
const wireTypes = "./wire";

/** Lists the import paths of the published packages that have declarations, sorted by name. */
export function listEntryPoints(root: string): EntryPoint[] {
  return globSync("{packages,eks-api/packages}/*/package.json", { cwd: root })
    .flatMap((file) => {
      const { name, exports }: Manifest = JSON.parse(readFileSync(join(root, file), "utf8"));
      return Object.entries(exports).flatMap(([path, entry]) =>
        typeof entry === "string" || entry.types === undefined || path === wireTypes
          ? []
          : {
              name: posix.join(name, path),
              declarations: posix.join(posix.dirname(file), entry.types),
            },
      );
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

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
    throw new CommandError(
      "TypeDoc failed; see its messages above. Did `npm run build` make the declarations?",
      { code: "site_not_valid" },
    );
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

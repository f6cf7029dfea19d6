import { dirname, join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import ts from "typescript";

/** The result of a type check. */
export interface TypeCheck {
  readonly errors: readonly string[];
  /** Why the client was not checked. */
  readonly unchecked?: string;
}

/** Type-checks generated packages. Files of dependencies are parsed once for all models: that is most of the work. */
export class TypeChecker {
  readonly #installed = new Map<string, ts.SourceFile | undefined>();

  /**
   * Checks the types, the light client and the server as one program, and the client.
   *
   * @param files - the generated files' texts by path: `server/src/gen/index.ts`
   * @param folder - the absolute path of a folder in `build/`, from which dependencies are resolved; nothing is written
   * @param scope - of the packages' names
   * @returns the compiler's messages; and why the client was not checked, if a package that it imports is not installed
   */
  check(files: ReadonlyMap<string, string>, folder: string, scope: string): TypeCheck {
    const texts = new Map([...files].map(([path, text]) => [join(folder, path), text]));
    const isClient = (path: string) => path.startsWith(join(folder, "client/src/"));
    const sources = [...texts.keys()].filter((path) => /\/src\/gen\/.*\.ts$/.test(path));
    const entry = join(folder, "types/src/gen/index.ts");
    const check = (config: string, roots: string[]) => {
      const options = { ...readOptions(config), paths: { [`${scope}/types`]: [entry] } };
      return this.#check(roots, options, texts, folder);
    };
    const server = check(
      "packages/server/tsconfig.json",
      sources.filter((path) => !isClient(path)),
    );
    const client = check("packages/client/tsconfig.json", sources.filter(isClient));
    return { ...client, errors: [...server.errors, ...client.errors] };
  }

  #check(
    roots: string[],
    options: ts.CompilerOptions,
    texts: ReadonlyMap<string, string>,
    folder: string,
  ): TypeCheck {
    const program = ts.createProgram(roots, options, this.#createHost(options, texts));
    const own = program.getSourceFiles().filter(({ fileName }) => texts.has(fileName));
    const diagnostics = [
      ...program.getOptionsDiagnostics(),
      ...own.flatMap((file) => [
        ...program.getSyntacticDiagnostics(file),
        ...program.getSemanticDiagnostics(file),
        ...(options.isolatedDeclarations ? program.getDeclarationDiagnostics(file) : []),
      ]),
    ];
    const missing = findMissing(diagnostics);
    return missing === undefined
      ? { errors: diagnostics.map((diagnostic) => describe(diagnostic, folder)) }
      : { errors: [], unchecked: `The client was not checked: ${missing}` };
  }

  #createHost(options: ts.CompilerOptions, texts: ReadonlyMap<string, string>): ts.CompilerHost {
    const host = ts.createCompilerHost(options);
    const { getSourceFile, fileExists, directoryExists, readFile } = host;
    const folders = new Set([...texts.keys()].map((path) => dirname(path)));
    host.getCurrentDirectory = () => root;
    host.fileExists = (name) => texts.has(name) || fileExists(name);
    host.directoryExists = (name) => folders.has(name) || (directoryExists?.(name) ?? true);
    host.readFile = (name) => texts.get(name) ?? readFile(name);
    host.getSourceFile = (name, how, ...others) => {
      const text = texts.get(name);
      if (text !== undefined) {
        return ts.createSourceFile(name, text, how);
      }
      // How a file is parsed depends on how it is resolved.
      const key = `${name} ${options.moduleResolution} ${typeof how === "object" ? how.impliedNodeFormat : how}`;
      if (!this.#installed.has(key)) {
        this.#installed.set(key, getSourceFile(name, how, ...others));
      }
      return this.#installed.get(key);
    };
    return host;
  }
}

/**
 * Clients import packages that this repository may not have installed. Their types are part of most others, so no error of
 * such a client means anything.
 */
function findMissing(diagnostics: readonly ts.Diagnostic[]): string | undefined {
  const missing = diagnostics.find(
    ({ code, messageText }) =>
      code === 2307 && /'@(aws-sdk|smithy)\//.test(ts.flattenDiagnosticMessageText(messageText, " ")),
  );
  return missing && ts.flattenDiagnosticMessageText(missing.messageText, " ");
}

function readOptions(path: string): ts.CompilerOptions {
  const file = join(root, path);
  const { config } = ts.readConfigFile(file, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, join(file, ".."));
  return { ...options, noEmit: true, skipLibCheck: true };
}

function describe({ file, start, messageText, code }: ts.Diagnostic, folder: string): string {
  const text = `TS${code}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  if (file === undefined || start === undefined) {
    return text;
  }
  const { line } = file.getLineAndCharacterOfPosition(start);
  return `${file.fileName.replace(`${folder}/`, "")}:${line + 1}: ${text}`;
}

import { dirname } from "node:path";
import type { RepositoryCopy } from "@eks-auth/test-kit/repository-copy";
import ts from "typescript";

/** Type-checks files of a copy. Installed files never change, so they are parsed once: that is most of the work. */
export class TypeChecker {
  readonly #copy: RepositoryCopy;
  readonly #installed = new Map<string, ts.SourceFile | undefined>();

  constructor(copy: RepositoryCopy) {
    this.#copy = copy;
  }

  /**
   * Checks the sources of a package with its settings, without its tests.
   *
   * @param folder - `packages/types`
   * @returns the compiler's messages
   */
  checkPackage(folder: string): string[] {
    const config = this.#readConfig(`${folder}/tsconfig.json`);
    const sources = config.fileNames.filter((file) => file.startsWith(this.#copy.resolve(`${folder}/src/`)));
    return this.#check(sources, config.options);
  }

  /**
   * Checks a program that uses the built packages, with the repository's strict options.
   *
   * @param file - its path in the copy
   */
  checkProgram(file: string): string[] {
    const { options } = this.#readConfig("packages/types/tsconfig.json");
    // A program has no declarations, and its parts can be unused.
    const own = { isolatedDeclarations: false, declaration: false, noUnusedLocals: false };
    return this.#check([this.#copy.resolve(file)], { ...options, ...own });
  }

  #readConfig(path: string): ts.ParsedCommandLine {
    const file = this.#copy.resolve(path);
    const { config, error } = ts.readConfigFile(file, ts.sys.readFile);
    if (error !== undefined) {
      throw new Error(ts.flattenDiagnosticMessageText(error.messageText, "\n"));
    }
    return ts.parseJsonConfigFileContent(config, ts.sys, dirname(file));
  }

  /** Checks files, but not those of dependencies, which a change of the model does not affect. */
  #check(files: string[], options: ts.CompilerOptions): string[] {
    const host = this.#makeHost(options);
    const program = ts.createProgram(files, { ...options, skipLibCheck: false }, host);
    const own = program.getSourceFiles().filter((file) => !isInstalled(file.fileName));
    const diagnostics = [
      ...program.getOptionsDiagnostics(),
      ...own.flatMap((file) => [
        ...program.getSyntacticDiagnostics(file),
        ...program.getSemanticDiagnostics(file),
      ]),
    ];
    return diagnostics.map((diagnostic) => this.#describe(diagnostic));
  }

  #makeHost(options: ts.CompilerOptions): ts.CompilerHost {
    const host = ts.createCompilerHost(options);
    const read = host.getSourceFile.bind(host);
    host.getCurrentDirectory = () => this.#copy.resolve("");
    host.getSourceFile = (name, how, ...others) => {
      if (!isInstalled(name)) {
        return read(name, how, ...others);
      }
      // How a file is parsed depends on how it is resolved.
      const key = `${name} ${options.moduleResolution} ${typeof how === "object" ? how.impliedNodeFormat : how}`;
      if (!this.#installed.has(key)) {
        this.#installed.set(key, read(name, how, ...others));
      }
      return this.#installed.get(key);
    };
    return host;
  }

  #describe({ file, start, messageText }: ts.Diagnostic): string {
    const text = ts.flattenDiagnosticMessageText(messageText, " ");
    if (file === undefined || start === undefined) {
      return text;
    }
    const { line } = file.getLineAndCharacterOfPosition(start);
    return `${file.fileName.replace(this.#copy.resolve(""), "")}:${line + 1}: ${text}`;
  }
}

function isInstalled(file: string): boolean {
  return /\/node_modules\/(?!@eks-auth\/)|\/packages\/(?:server|client)-runtime\//.test(file);
}

import { dirname } from "node:path";
import ts from "typescript";
import type { EvolvingCopy } from "./model-copy.ts";

/**
 * Checks TypeScript in a copy. Files that are installed never change: they are parsed once, which is most of the work.
 */
export class TypeChecker {
  readonly #copy: EvolvingCopy;
  readonly #installed = new Map<string, ts.SourceFile | undefined>();

  constructor(copy: EvolvingCopy) {
    this.#copy = copy;
  }

  /**
   * Checks a package's source as its `typecheck` does, its tests aside.
   *
   * @param folder - `packages/types`
   * @returns what the compiler says, a line for each error
   */
  checkPackage(folder: string): string[] {
    const config = this.#readConfig(`${folder}/tsconfig.json`);
    const sources = config.fileNames.filter((file) => file.startsWith(this.#copy.path(`${folder}/src/`)));
    return this.#check(sources, config.options);
  }

  /**
   * Checks a program that uses the built packages, by the workspace's strict options.
   *
   * @param file - its path in the copy
   */
  checkProgram(file: string): string[] {
    const { options } = this.#readConfig("packages/types/tsconfig.json");
    // A program has no declarations, and what it is made of need not be used.
    const own = { isolatedDeclarations: false, declaration: false, noUnusedLocals: false };
    return this.#check([this.#copy.path(file)], { ...options, ...own });
  }

  #readConfig(path: string): ts.ParsedCommandLine {
    const file = this.#copy.path(path);
    const { config, error } = ts.readConfigFile(file, ts.sys.readFile);
    if (error !== undefined) {
      throw new Error(ts.flattenDiagnosticMessageText(error.messageText, "\n"));
    }
    return ts.parseJsonConfigFileContent(config, ts.sys, dirname(file));
  }

  /** Files of dependencies are not checked: that they are right is not for a change of our model to prove. */
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
    host.getCurrentDirectory = () => this.#copy.path("");
    host.getSourceFile = (name, how, ...others) => {
      if (!isInstalled(name)) {
        return read(name, how, ...others);
      }
      // A file is parsed in another way where it is resolved in another way.
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
    return `${file.fileName.replace(this.#copy.path(""), "")}:${line + 1}: ${text}`;
  }
}

function isInstalled(file: string): boolean {
  return /\/node_modules\/(?!@eks-auth\/)|\/packages\/server-runtime\//.test(file);
}

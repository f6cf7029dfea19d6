import { dirname, join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import ts from "typescript";

/** Checks types of many programs in this process. Files that don't change, such as the runtime's, are parsed once. */
export class TypeChecker {
  readonly #options: ts.CompilerOptions;
  readonly #host: ts.CompilerHost;
  readonly #parsed = new Map<string, ts.SourceFile | undefined>();
  #files: ReadonlyMap<string, string> = new Map();

  constructor() {
    const config = ts.readConfigFile(join(root, "tsconfig.base.json"), ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
    this.#options = { ...options, noEmit: true, skipLibCheck: true };
    this.#host = ts.createCompilerHost(this.#options);
    const { getSourceFile, fileExists, readFile } = this.#host;
    // Without this function, TypeScript doesn't look for a file's folder first.
    delete this.#host.directoryExists;
    this.#host.fileExists = (path) => this.#files.has(path) || fileExists(path);
    this.#host.readFile = (path) => this.#files.get(path) ?? readFile(path);
    this.#host.getSourceFile = (path, options) => {
      const text = this.#files.get(path);
      if (text !== undefined) {
        return ts.createSourceFile(path, text, options);
      }
      if (!this.#parsed.has(path)) {
        this.#parsed.set(path, getSourceFile(path, options));
      }
      return this.#parsed.get(path);
    };
  }

  /**
   * Checks files that are only in memory.
   *
   * @param files - texts by absolute path
   * @returns the problems, empty if there are none
   */
  check(files: ReadonlyMap<string, string>): string[] {
    this.#files = files;
    const program = ts.createProgram([...files.keys()], this.#options, this.#host);
    return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
      const line = file?.text.slice(0, start).split("\n").length ?? 0;
      const name = file?.fileName.slice(dirname(file.fileName).length + 1);
      return `${name}:${line} ${ts.flattenDiagnosticMessageText(messageText, "\n")}\n${file?.text.split("\n")[line - 1]}`;
    });
  }
}

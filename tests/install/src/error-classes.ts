import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "@eks-auth/test-kit/repository";
import ts from "typescript";

/** An error class of a published package. */
export interface ErrorClass {
  /** Without the scope: `service`. */
  readonly package: string;
  readonly name: string;
  /** Every code that its instances can have; undefined if the type does not limit them. */
  readonly codes: readonly string[] | undefined;
}

const reports = fileURLToPath(new URL("../api/", import.meta.url));

/**
 * Lists the classes that extend `CodedError`, or `ClientError` of light clients, with the type of their `code`. It reads
 * the API reports, whose test keeps them equal to the built types, and the sources of the CLI, which exports nothing.
 */
export function listErrorClasses(): ErrorClass[] {
  const cli = globSync("packages/cli/src/**/*.ts", { cwd: root })
    .map((file) => join(root, file))
    .filter((file) => readFileSync(file, "utf8").includes("extends CodedError"));
  const files = [...globSync("*.d.ts", { cwd: reports }).map((file) => join(reports, file)), ...cli];
  const program = createProgram(files);
  const checker = program.getTypeChecker();
  const found = new Map<string, ErrorClass>();
  for (const file of files) {
    const source = program.getSourceFile(file);
    source?.forEachChild((node) => {
      if (ts.isClassDeclaration(node) && node.name !== undefined && !isAbstract(node)) {
        const type = checker.getTypeAtLocation(node.name);
        const code = type.getProperty("code");
        if (code !== undefined && extendsCodedError(node, checker)) {
          const published = cli.includes(file) ? "cli" : (file.slice(reports.length).split(".")[0] ?? "");
          const codes = literalsOf(checker.getTypeOfSymbol(code));
          found.set(`${published} ${node.name.text}`, { package: published, name: node.name.text, codes });
        }
      }
    });
  }
  return [...found.values()];
}

/** Imports lead to the API reports only, so that no declaration of another package is loaded. */
function createProgram(files: readonly string[]): ts.Program {
  const options: ts.CompilerOptions = { target: ts.ScriptTarget.ES2024, types: [], noEmit: true };
  const host = ts.createCompilerHost(options);
  host.resolveModuleNameLiterals = (literals) =>
    literals.map(({ text }) => {
      const report = join(reports, `${text.replace("@eks-auth/", "").replaceAll("/", ".")}.d.ts`);
      const resolvedModule = files.includes(report)
        ? { resolvedFileName: report, extension: ts.Extension.Dts }
        : undefined;
      return { resolvedModule };
    });
  return ts.createProgram(files, options, host);
}

function isAbstract(node: ts.ClassDeclaration): boolean {
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword) ?? false;
}

function extendsCodedError(node: ts.ClassDeclaration, checker: ts.TypeChecker): boolean {
  const base = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  if (base === undefined) {
    return false;
  }
  const symbol = checker.getTypeAtLocation(base).symbol;
  const declaration = symbol?.declarations?.find(ts.isClassDeclaration);
  return (
    ["CodedError", "ClientError"].includes(`${symbol?.name}`) ||
    (declaration !== undefined && extendsCodedError(declaration, checker))
  );
}

/** The strings of a literal or a union of literals. */
function literalsOf(type: ts.Type): string[] | undefined {
  const parts = type.isUnion() ? type.types : [type];
  const literals = parts.flatMap((part) => (part.isStringLiteral() ? part.value : []));
  return literals.length === parts.length ? literals : undefined;
}

import { join } from "node:path";
import { firstVersions, forwardedNames } from "@eks-auth/codegen";
import { readOutput } from "@eks-auth/test-kit/run-program";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { rolldown } from "rolldown";
import ts from "typescript";

/** How a program gets the packages: Node.js resolves them, or a bundler does. */
export const variants = ["Node.js", "a bundle for Node.js", "a bundle for browsers"] as const;

/** The packages that forward names. */
export const forwarders: readonly string[] = [
  ...new Set(Object.values(forwardedNames).flatMap((packages) => Object.keys(packages))),
].sort();

/**
 * Compares what each forwarded name is in the package that forwards it and in the module that defines it.
 *
 * @param folder - the absolute path of a folder from which the packages can be resolved
 * @returns the names that are not the same value in both; types count as the same, because they don't exist in JavaScript
 */
export function findDifferentNames(folder: string, variant: (typeof variants)[number]): Promise<string[]> {
  const imports = listPairs().map(
    ({ module, forwarder }, index) =>
      `import * as module${index} from "${module}";\nimport * as forwarder${index} from "${forwarder}";\n`,
  );
  const comparisons = listPairs().map(
    ({ forwarder, names }, index) =>
      `...${JSON.stringify(names)}.filter((name) => module${index}[name] !== forwarder${index}[name]).map((name) => "${forwarder} " + name),\n`,
  );
  return evaluate(imports.join(""), `[${comparisons.join("")}]`, folder, variant);
}

/**
 * Compares the digests of the replaced class `Sha256` and of its replacement, with and without a secret, for inputs of
 * different lengths.
 *
 * @param folder - the absolute path of a folder from which the packages can be resolved
 * @returns the inputs whose digests differ
 */
export function findDifferentDigests(folder: string, variant: (typeof variants)[number]): Promise<string[]> {
  const functions = `
    import { Sha256 } from "@aws-crypto/sha256-browser";
    import { Sha256 as Replacement } from "@smithy/core/checksum";
    const bytes = (length) => Uint8Array.from({ length }, (_, index) => (index * 31 + length) % 256);
    const digest = async (Hash, length, secret) => {
      const hash = new Hash(secret);
      hash.update(bytes(length).subarray(0, length >> 1));
      hash.update(bytes(length).subarray(length >> 1));
      return String(await hash.digest());
    };
    const secrets = [undefined, "secret", bytes(3), bytes(64), bytes(65)];
    const inputs = secrets.flatMap((secret) => Array.from({ length: 200 }, (_, length) => [length, secret]));
    const differs = async ([length, secret]) =>
      (await digest(Sha256, length, secret)) === (await digest(Replacement, length, secret)) ? [] : [length + " " + secret];
  `;
  const different = "(await Promise.all(inputs.map(differs))).flat()";
  return evaluate(functions, different, folder, variant);
}

/** Evaluates an expression in a process. */
async function evaluate(
  statements: string,
  expression: string,
  folder: string,
  variant: (typeof variants)[number],
): Promise<string[]> {
  const program = `${statements}console.log(JSON.stringify(${expression}));\n`;
  if (variant === "Node.js") {
    const args = ["--input-type=module", "--eval", program];
    return JSON.parse(await readOutput(process.execPath, args, { cwd: folder }));
  }
  await using output = await makeTempFolder("eks-auth-forwarded-names");
  const platform = variant === "a bundle for browsers" ? "browser" : "node";
  const file = await output.write("program.mjs", await bundle(program, folder, platform));
  return JSON.parse(await readOutput(process.execPath, [file]));
}

/**
 * Finds forwarded names that a module or a package doesn't export, neither as a value nor as a type.
 *
 * @param folder - the absolute path of a folder from which the packages can be resolved
 * @returns the compiler's messages
 */
export function findMissingNames(folder: string): string[] {
  const lines = listPairs().flatMap(({ module, forwarder, names }) =>
    [module, forwarder].flatMap((from) => names.map((name) => `export type { ${name} } from "${from}";`)),
  );
  // One file for each line, because several export the same name.
  const files = new Map(lines.map((line, index) => [join(folder, `name-${index}.ts`), line]));
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.getSourceFile = (path, languageVersion, ...rest) => {
    const text = files.get(path);
    return text === undefined
      ? getSourceFile(path, languageVersion, ...rest)
      : ts.createSourceFile(path, text, languageVersion);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return program
    .getSemanticDiagnostics()
    .filter(({ file }) => file !== undefined && files.has(file.fileName))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

/** The names of each pair of a module and a package that forwards from it. */
function listPairs() {
  return Object.entries(forwardedNames).flatMap(([module, packages]) =>
    Object.entries(packages).map(([forwarder, names]) => ({ module, forwarder, names })),
  );
}

/** Bundles a program that is in no file, as if it were in a folder. */
async function bundle(program: string, folder: string, platform: "browser" | "node"): Promise<string> {
  const entry = join(folder, "program.mjs");
  const build = await rolldown({
    input: entry,
    platform,
    logLevel: "silent",
    plugins: [
      {
        name: "program",
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) => (id === entry ? program : undefined),
      },
    ],
  });
  try {
    const { output } = await build.generate({ format: "esm", codeSplitting: false });
    return output[0].code;
  } finally {
    await build.close();
  }
}

/** The packages in the versions that a client accepts at least, and the first versions that forward from them. */
export const lowestVersions: Readonly<Record<string, string>> = {
  ...firstVersions,
  "@aws-crypto/sha256-browser": "5.2.0",
  "@aws-sdk/middleware-host-header": "3.972.12",
  "@aws-sdk/middleware-logger": "3.972.11",
  "@aws-sdk/middleware-recursion-detection": "3.972.13",
  "@aws-sdk/middleware-user-agent": "3.972.41",
  "@aws-sdk/region-config-resolver": "3.972.15",
  "@aws-sdk/util-endpoints": "3.996.10",
  "@aws-sdk/util-user-agent-browser": "3.972.12",
  "@aws-sdk/util-user-agent-node": "3.973.27",
  "@smithy/config-resolver": "4.5.0",
  "@smithy/eventstream-serde-browser": "4.3.0",
  "@smithy/eventstream-serde-config-resolver": "4.4.0",
  "@smithy/eventstream-serde-node": "4.3.0",
  "@smithy/hash-blob-browser": "4.3.0",
  "@smithy/hash-node": "4.3.0",
  "@smithy/hash-stream-node": "4.3.0",
  "@smithy/invalid-dependency": "4.3.0",
  "@smithy/md5-js": "4.3.0",
  "@smithy/middleware-content-length": "4.3.0",
  "@smithy/middleware-endpoint": "4.5.0",
  "@smithy/middleware-retry": "4.6.0",
  "@smithy/node-config-provider": "4.4.0",
  "@smithy/protocol-http": "5.4.0",
  "@smithy/smithy-client": "4.13.0",
  "@smithy/url-parser": "4.3.0",
  "@smithy/util-base64": "4.4.0",
  "@smithy/util-body-length-browser": "4.3.0",
  "@smithy/util-body-length-node": "4.3.0",
  "@smithy/util-defaults-mode-browser": "4.4.0",
  "@smithy/util-defaults-mode-node": "4.3.0",
  "@smithy/util-endpoints": "3.5.0",
  "@smithy/util-middleware": "4.3.0",
  "@smithy/util-retry": "4.4.0",
  "@smithy/util-stream": "4.6.0",
  "@smithy/util-utf8": "4.3.0",
  "@smithy/util-waiter": "4.4.0",
};

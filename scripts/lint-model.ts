import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { listFiles, withTempFolder } from "@eks-auth/codegen/files";
import { type SmithyCli, SmithyError, withSmithy } from "@eks-auth/codegen/smithy";
import { CommandError, runCommand, runWithFlags } from "@eks-auth/codegen/terminal";
import { modelFolders, root } from "./root.ts";

const help = `Validates the models with all linters, and checks their format. Without Java it prints why it can't.

Usage: npm run lint-model [-- OPTION]

  --help  show this text

Exit codes: 0 no findings, or skipped without Java; 1 a model has findings; 2 an unknown option.

Examples:
  npm run lint-model    after a change of a model
`;

await runCommand(() => runWithFlags(help, [], main));

async function main(): Promise<number> {
  await withSmithy(root, "linted", async (smithy) => {
    const findings = [...(await validate(smithy)), ...(await checkFormat(smithy))];
    if (findings.length > 0) {
      throw new CommandError(
        `the model has findings:\n${findings.map((finding) => `  ${finding}`).join("\n")}`,
      );
    }
    process.stdout.write("The model is valid, without a warning, and formatted.\n");
  });
  return 0;
}

/** Reports warnings too, with which Smithy exits with 0. The first line of its CSV is a heading. */
async function validate(smithy: SmithyCli): Promise<string[]> {
  const output = await withTempFolder(join(root, "build"), "lint", async (folder) => {
    const config = join(folder, "smithy-build.json");
    await writeFile(config, JSON.stringify(await mergeSettings()));
    const args = ["--config", config, "--format", "csv", "--severity", "WARNING", "--quiet"];
    return smithy.run("validate", args).catch((error) => {
      if (error instanceof SmithyError && error.output !== "") {
        return error.output;
      }
      throw error;
    });
  });
  return output.split("\n").filter((line) => line !== "" && !line.startsWith("severity,"));
}

/** Smithy validates all models in one run: its start takes longer. Of several files with settings it reads only one. */
async function mergeSettings(): Promise<object> {
  const dependencies = modelFolders.map(async (folder): Promise<string[]> => {
    const settings = await readFile(join(root, folder, "smithy-build.json"), "utf8");
    return JSON.parse(settings).maven.dependencies;
  });
  return {
    version: "1.0",
    sources: modelFolders.map((folder) => join(root, folder)),
    maven: { dependencies: [...new Set((await Promise.all(dependencies)).flat())] },
  };
}

/** Formats a copy, because the formatter has no check mode. */
function checkFormat(smithy: SmithyCli): Promise<string[]> {
  return withTempFolder(join(root, "build"), "model", async (copy) => {
    for (const folder of modelFolders) {
      await cp(join(root, folder), join(copy, folder), { recursive: true });
    }
    await smithy.run("format", [copy]);
    const paths = (await listFiles(copy)).filter((path) => path.endsWith(".smithy"));
    const findings = paths.map(async (path) => {
      const [formatted, committed] = await Promise.all(
        [join(copy, path), join(root, path)].map((file) => readFile(file, "utf8")),
      );
      return formatted === committed ? [] : [`${path} is not formatted: run \`npm run format\`.`];
    });
    return (await Promise.all(findings)).flat();
  });
}

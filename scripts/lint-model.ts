import { cp, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { withTempFolder } from "@eks-auth/codegen/files";
import { type SmithyCli, SmithyError, withSmithy } from "@eks-auth/codegen/smithy";
import { CommandError, runCommand, runWithFlags } from "@eks-auth/codegen/terminal";
import { root } from "./root.ts";

const config = ["--config", "model/smithy-build.json"];

const help = `Validates the model with all linters, and checks its format. Without Java it prints why it can't.

Usage: npm run lint-model [-- OPTION]

  --help  show this text

Exit codes: 0 no findings, or skipped without Java; 1 the model has findings; 2 an unknown option.

Examples:
  npm run lint-model    after a change in model/
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
  const args = [...config, "--format", "csv", "--severity", "WARNING", "--quiet"];
  const output = await smithy.run("validate", args).catch((error) => {
    if (error instanceof SmithyError && error.output !== "") {
      return error.output;
    }
    throw error;
  });
  return output.split("\n").filter((line) => line !== "" && !line.startsWith("severity,"));
}

/** Formats a copy, because the formatter has no check mode. */
function checkFormat(smithy: SmithyCli): Promise<string[]> {
  return withTempFolder(join(root, "build"), "model", async (copy) => {
    await cp(join(root, "model"), copy, { recursive: true });
    await smithy.run("format", [copy]);
    const names = (await readdir(copy)).filter((name) => name.endsWith(".smithy"));
    const findings = names.map(async (name) => {
      const [formatted, committed] = await Promise.all(
        [join(copy, name), join(root, "model", name)].map((file) => readFile(file, "utf8")),
      );
      return formatted === committed ? [] : [`model/${name} is not formatted: run \`npm run format\`.`];
    });
    return (await Promise.all(findings)).flat();
  });
}

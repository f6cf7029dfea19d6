import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { CommandError, runCommand } from "@eks-auth/codegen/terminal";
import { cleanEnvironment } from "@eks-auth/test-kit/run-program";

const help = `Packs the packages, installs them into an empty project, and uses them there: in each supported Node.js, with each
TypeScript in use, in Chromium, Bun, Deno and workerd. It also tests the local registry of release rehearsals, the help of
all commands, and that nothing is unused.

Usage: npm run test:install [-- OPTION...] [-- FILE...]

  --short       only the newest Node.js, and the oldest and the newest TypeScript; no other engines
  --write       write the tables to docs/releasing.md; not with --short, -t or FILE
  -t NAME       only tests whose name matches this pattern
  --help        show this text

A combination "works", "cannot work" for a known reason, or is "not available" on this machine. Bun, Deno, workerd and
versions of Node.js and TypeScript come from npm. Chromium is the one on PATH, or that of the variable CHROMIUM.

Exit codes: 0 all is as expected; 1 a test fails, or a combination works that should not; 2 a wrong option.

Examples:
  npm run test:install                                     all, in minutes the first time
  npm run test:install -- --short                          what CI runs
  npm run test:install -- engines -t Deno                  one engine
  CHROMIUM=/opt/chrome/chrome npm run test:install         with another browser
`;

const options = {
  short: { type: "boolean", default: false },
  write: { type: "boolean", default: false },
  testNamePattern: { type: "string", short: "t" },
  help: { type: "boolean", default: false },
} as const satisfies ParseArgsConfig["options"];

await runCommand(main);

async function main(): Promise<number> {
  let given: ReturnType<typeof parse>;
  try {
    given = parse();
  } catch (error) {
    process.stderr.write(`error: ${(error as Error).message}\n\n${help}`);
    return 2;
  }
  const { values, positionals } = given;
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const filter = values.testNamePattern === undefined ? [] : ["-t", values.testNamePattern];
  const args = ["run", "--config", "vitest.install.config.ts", ...positionals, ...filter];
  const { status, error } = spawnSync("vitest", args, {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    env: cleanEnvironment({
      INSTALL_TESTS: values.short ? "short" : "all",
      INSTALL_TESTS_WRITE: String(values.write),
    }),
    stdio: "inherit",
  });
  if (error !== undefined) {
    throw new CommandError(`vitest could not be started: ${error.message}. Use \`npm run test:install\`.`);
  }
  return status ?? 1;
}

function parse() {
  const given = parseArgs({ options, allowPositionals: true });
  const { short, write, testNamePattern } = given.values;
  if (write && (short || testNamePattern !== undefined || given.positionals.length > 0)) {
    throw new TypeError("--write needs all combinations: leave out --short, -t and FILE");
  }
  return given;
}

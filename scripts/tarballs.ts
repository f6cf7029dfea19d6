import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runCommand } from "@eks-auth/codegen/terminal";
import { readOutput } from "@eks-auth/test-kit/run-program";
import { formatInstallCommand, removeTarballs } from "./release/local-tarballs.ts";
import { packOne, readPublishedPackages } from "./release/published-packages.ts";
import { selectPackages } from "./release/select-packages.ts";
import { root } from "./root.ts";

const destination = join(root, "build/tarballs");

const help = `Builds packages and packs them as build/tarballs/*.tgz, with the packages of this repository that they depend on, and
prints the command that installs them in a project. It is for packages that are not on npm yet.

Usage: npm run --silent tarballs -- PACKAGE...

  PACKAGE   its name, with or without @eks-auth/
  --help    show this text

Exit codes: 0 packed; 1 there is no such package, or the build fails; 2 a wrong option, or no package.

Examples:
  npm run --silent tarballs -- client-light          the light client
  npm run --silent tarballs -- server service        several
`;

await runCommand(async () => {
  let names: string[];
  try {
    const { values, positionals } = parseArgs({
      options: { help: { type: "boolean" } },
      allowPositionals: true,
    });
    if (values.help) {
      process.stdout.write(help);
      return 0;
    }
    if (positionals.length === 0) {
      throw new TypeError("Name a package");
    }
    names = positionals;
  } catch (error) {
    process.stderr.write(`error: ${(error as Error).message}\n\n${help}`);
    return 2;
  }
  const packages = selectPackages(names, readPublishedPackages());
  const filters = packages.map(({ name }) => `--filter=${name}`);
  process.stderr.write(`Building ${packages.map(({ name }) => name).join(", ")}\n`);
  await readOutput("turbo", ["run", "build", ...filters], { cwd: root });
  await mkdir(destination, { recursive: true });
  await removeTarballs(
    destination,
    packages.map(({ name }) => name),
  );
  const paths: string[] = [];
  for (const { folder } of packages) {
    paths.push((await packOne(root, folder, destination)).path);
  }
  process.stderr.write("Packed. In your project, run:\n");
  process.stdout.write(`${formatInstallCommand(paths)}\n`);
  return 0;
});

import {
  formatMarkdownTable,
  formatTable,
  Progress,
  runCommand,
  runWithFlags,
} from "@eks-auth/codegen/terminal";
import { writeSection } from "@eks-auth/test-kit/repository";
import { RepositoryClone } from "@eks-auth/test-kit/repository-clone";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { packAll, type Tarball } from "./release/published-packages.ts";

const help = `Builds the last commit twice, in clones in different folders, and compares the packed packages byte by byte.

Usage: npm run test:reproducible [-- OPTION...]

  --uncommitted  include uncommitted changes
  --json         print only JSON to standard output, with the digests
  --write        write the table to docs/releasing.md
  --help         show this text

Exit codes: 0 the same bytes; 1 a package differs, or a build failed; 2 an unknown option.

Examples:
  npm run test:reproducible
`;

await runCommand(() =>
  runWithFlags(help, ["uncommitted", "json", "write"], async (given) => {
    const progress = new Progress();
    const show = (step: string): void => progress.show(step);
    const packages = await buildTwice(given.has("uncommitted"), show).finally(() => progress.clear());
    const ok = packages.every(({ isSame }) => isSame);
    const headings = ["package", "same bytes"];
    const rows = packages.map(({ name, isSame }) => [name, isSame ? "yes" : "no"]);
    process.stdout.write(
      given.has("json") ? `${JSON.stringify({ ok, packages }, null, 2)}\n` : formatTable(headings, rows),
    );
    if (given.has("write") && ok) {
      await writeSection("docs/releasing.md", "reproducible", formatMarkdownTable(headings, rows));
      process.stderr.write("Wrote docs/releasing.md.\n");
    }
    if (!ok) {
      process.stderr.write("error: the builds differ. Unpack both tarballs and compare their files.\n");
    }
    return ok ? 0 : 1;
  }),
);

/** A package, packed from two builds. */
interface TwoTarballs {
  readonly name: string;
  /** The digests, as registries write them. */
  readonly integrities: readonly [string, string];
  readonly isSame: boolean;
}

/** Builds one commit in two folders with different names and depths, and packs the packages of both. */
async function buildTwice(withUncommitted: boolean, show: (step: string) => void): Promise<TwoTarballs[]> {
  await using folder = await makeTempFolder("eks-auth-reproducible");
  const buildOnce = async (name: string): Promise<Tarball[]> => {
    show(`${name}: clone and npm ci`);
    const clone = await RepositoryClone.make({ folder: folder.resolve(name), withUncommitted });
    await clone.install();
    show(`${name}: build`);
    // From a cache, the second build would be a copy of the first.
    await clone.run("npm", ["run", "build", "--", "--force"]);
    show(`${name}: pack`);
    return packAll(clone.path, folder.resolve(`${name}-tarballs`));
  };
  const first = await buildOnce("first");
  const second = await buildOnce("a/deeper/second");
  return first.map(({ name, integrity }) => {
    const other = second.find((tarball) => tarball.name === name)?.integrity ?? "none";
    return { name, integrities: [integrity, other], isSame: integrity === other };
  });
}

import { CommandError, runCommand, runWithFlags } from "@eks-auth/codegen/terminal";
import { findRepositoryProblem, repositoryUrl } from "./release/repository.ts";

const help = `Checks that the packages can be published: that scripts/release/repository.ts has the address of the repository, and in
a GitHub workflow, that it is the workflow's own. The release workflow runs it before it packs.

Usage: npm run release:check [-- OPTION]

  --help  show this text

Exit codes: 0 they can be published; 1 they cannot, and why; 2 an unknown option.

Examples:
  npm run release:check    before the first release
`;

await runCommand(() =>
  runWithFlags(help, [], async () => {
    const problem = findRepositoryProblem(repositoryUrl, process.env);
    if (problem !== undefined) {
      throw new CommandError(problem);
    }
    process.stdout.write(`The packages name ${repositoryUrl}.\n`);
    return 0;
  }),
);

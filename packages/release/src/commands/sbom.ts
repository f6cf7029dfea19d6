import { runCommand, runWithFlags } from "@eks-auth/codegen/terminal";
import { sbomPath, writeSbom } from "../sbom/write-sbom.ts";

const help = `Lists the published packages and all that is installed with them, as a CycloneDX document, in ${sbomPath}.

Usage: npm run sbom [-- OPTION]

  --help  show this text

Exit codes: 0 written; 1 a package can't be packed or installed; 2 a wrong option.

Examples:
  npm run sbom
`;

await runCommand(() =>
  runWithFlags(help, [], async () => {
    const count = await writeSbom();
    process.stdout.write(`Wrote ${sbomPath}: ${count} packages.\n`);
    return 0;
  }),
);

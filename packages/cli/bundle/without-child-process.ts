import type { Rolldown } from "tsdown";

const unused = "import childProcess from 'node:child_process';";

/**
 * Removes the import of `node:child_process` from commander, which needs it only for commands that are separate programs.
 * `eks-auth` has none, and the module takes a tenth of the time of the help.
 */
export function withoutChildProcess(): Rolldown.Plugin {
  return {
    name: "without-child-process",
    transform: {
      filter: { id: /\/commander\/lib\/command\.js$/ },
      handler(code) {
        if (!code.includes(unused)) {
          throw new Error(`commander has no longer: ${unused}`);
        }
        return { code: code.replace(unused, "const childProcess = undefined;"), map: null };
      },
    },
  };
}

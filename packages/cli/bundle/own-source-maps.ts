import type { Rolldown } from "tsdown";
import { isOfRepository } from "./module-origin.ts";

/** Leaves out the source maps of chunks that have only code of npm packages: their files are not in this repository. */
export function ownSourceMaps(): Rolldown.Plugin {
  return {
    name: "own-source-maps",
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type === "chunk" && !isOfRepository(chunk)) {
          delete bundle[`${chunk.fileName}.map`];
          chunk.code = chunk.code.replace(/\n\/\/# sourceMappingURL=.*\n?$/, "\n");
        }
      }
    },
  };
}

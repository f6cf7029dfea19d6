import { existsSync } from "node:fs";
import type { Rolldown } from "tsdown";

/**
 * Bundles the ES modules of the AWS SDK. Its packages give Node.js their CommonJS files, of which a bundler can't leave
 * out what is unused. Both are compiled from the same sources.
 */
export function esModules(): Rolldown.Plugin {
  return {
    name: "es-modules",
    resolveId: {
      filter: { id: /^@(aws-sdk|smithy|aws)\// },
      async handler(id, importer, options) {
        const resolved = await this.resolve(id, importer, { ...options, skipSelf: true });
        const path = resolved?.id.replace("/dist-cjs/", "/dist-es/");
        return path !== undefined && existsSync(path) ? { ...resolved, id: path } : resolved;
      },
    },
  };
}

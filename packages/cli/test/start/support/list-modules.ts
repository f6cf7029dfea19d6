import { appendFileSync } from "node:fs";

/** Node.js's own modules that were loaded: `NativeModule http`. Node.js does not document it. */
const { moduleLoadList } = process as unknown as { readonly moduleLoadList: readonly string[] };

process.on("exit", () => appendFileSync(process.env.LOADED_MODULES ?? "", moduleLoadList.join("\n")));

import { appendFileSync } from "node:fs";

/** Node.js's own modules that were loaded: `NativeModule http`. Node.js does not document it. */
const { moduleLoadList } = process as unknown as { readonly moduleLoadList: readonly string[] };

/** Where a change of V8's flags is in the list. */
const changes: number[] = [];

const v8 = process.getBuiltinModule("node:v8");
const { setFlagsFromString } = v8;
v8.setFlagsFromString = (flags) => {
  changes.push(moduleLoadList.length);
  setFlagsFromString(flags);
};

process.on("exit", () => {
  const [first = moduleLoadList.length] = changes;
  const lines = [...moduleLoadList.slice(0, first), "flags changed", ...moduleLoadList.slice(first)];
  appendFileSync(process.env.LOADED_MODULES ?? "", lines.join("\n"));
});

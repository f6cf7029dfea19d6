export { SmithyCli, SmithyError, withSmithy } from "./cli.ts";
export { fetchWithMaven, findJava } from "./toolchain.ts";

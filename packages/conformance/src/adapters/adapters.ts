import type { Adapter } from "./adapter.ts";
import { fetchAdapter } from "./fetch.ts";
import { lambdaAdapter } from "./lambda.ts";
import { nodeAdapter } from "./node.ts";

/** Every adapter of the runtime, in the order of the table's columns. */
export const adapters: readonly Adapter[] = [nodeAdapter, fetchAdapter, lambdaAdapter];

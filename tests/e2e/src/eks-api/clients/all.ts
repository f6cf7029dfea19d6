import type { EksClientKind } from "../eks-client.ts";
import { setUpGoEks } from "./go.ts";
import { setUpJavaEks } from "./java.ts";
import { setUpJavaScriptEks } from "./javascript.ts";
import { setUpPythonEks } from "./python.ts";
import { setUpRustEks } from "./rust.ts";

/** Installs the clients of a language. */
export type EksClientSetUp = () => Promise<EksClientKind[]>;

/** The clients of the short form, by language. */
export const fastSetUps: Readonly<Record<string, EksClientSetUp>> = {
  JavaScript: setUpJavaScriptEks,
  Python: setUpPythonEks,
};

/** All clients, by language. Maven fetches for half a minute, and cargo builds for some minutes. */
export const allSetUps: Readonly<Record<string, EksClientSetUp>> = {
  ...fastSetUps,
  Go: setUpGoEks,
  Java: setUpJavaEks,
  Rust: setUpRustEks,
};

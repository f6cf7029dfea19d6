import type { Stall } from "../../programs/kubernetes/stall-meter.ts";

/** The resource of associations. It is not imported, so that programs under test load only what they use. */
export const associationResource = {
  group: "eks-auth.dev",
  version: "v1alpha1",
  plural: "podidentityassociations",
} as const;

/** The environment variable with the target, as JSON. Unlike an argument, it is in no error message. */
export const targetVariable = "BENCHMARK_TARGET";

/** How a program under test connects to the API server. */
export interface Target {
  readonly url: string;
  /** PEM. */
  readonly ca: string;
  readonly token: string;
  /** How many there are. */
  readonly associations: number;
}

/** What a program under test prints, one JSON document a line. */
export type WatcherMessage =
  | {
      readonly kind: "synced";
      readonly milliseconds: number;
      readonly stall: Stall;
      readonly residentBytes: number;
    }
  | { readonly kind: "updated"; readonly milliseconds: readonly number[] }
  | { readonly kind: "relisted"; readonly stall: Stall; readonly residentBytes: number };

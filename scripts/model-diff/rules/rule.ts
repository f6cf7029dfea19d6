import type { Bumps } from "../packages.ts";

/** What a kind of change means to those who use the generated packages. */
export interface Rule {
  /** The kind of change: `an operation is removed`. */
  readonly when: string;
  /** As they are from 1.0.0 on. */
  readonly bumps: Bumps;
  readonly why: string;
  /** What its users have to do; empty where there is nothing to do. */
  readonly todo: string;
}

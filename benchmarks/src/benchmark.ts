import type { Goal } from "./goal.ts";
import type { Table } from "./report/columns.ts";

/** Receives each step of a run as it starts. */
export type OnProgress = (step: string) => void;

/** How much to measure. The name is part of `--json`. */
export interface BasePlan {
  readonly name: "full" | "quick";
}

/** A chart, as a file in `docs/benchmarks/`. */
interface Chart<Result> {
  /** `server-cpu.svg` */
  readonly file: string;
  /** The alternative text in the documentation. */
  readonly alt: string;
  /** Draws the SVG document. */
  readonly draw: (result: Result) => string;
}

/** A measurement of a benchmark: how to measure, and how every report presents the result. */
export interface Measurement<Plan, Environment, Result> {
  /** Throws a CommandError if a program under test does not work. */
  readonly measure: (environment: Environment, plan: Plan, onProgress: OnProgress) => Promise<Result>;
  /** Returns its members of the JSON document. Names end with the unit of their values. */
  readonly toJson: (result: Result) => object;
  readonly tables: readonly ((result: Result, plan: Plan) => Table)[];
  readonly charts?: readonly Chart<Result>[];
  readonly goals?: (result: Result, plan: Plan) => Goal[];
  /** Returns what is not available on this machine, one line each. */
  readonly notes?: (result: Result) => string[];
}

/** The help of a benchmark. */
export interface Help {
  /** What the benchmark measures. */
  readonly summary: string;
  readonly fullTime: string;
  readonly quickTime: string;
  /** The reason of exit code 1. */
  readonly failure: string;
  /** A path for jq to an important value of the JSON document. */
  readonly jsonPath: string;
}

/** A benchmark: its plans and its list of measurements. `run.ts` and `report/render.ts` know nothing else about it. */
export interface Benchmark<Plan extends BasePlan, Environment, Results> {
  /** The name in the command, in `--json` and in the markers of `docs/benchmarks.md`. */
  readonly name: string;
  readonly help: Help;
  readonly plans: { readonly full: Plan; readonly quick: Plan };
  /** Says how much the plan measures, in a sentence or more. */
  readonly describePlan: (plan: Plan) => string;
  /** Starts what all measurements need; `resources` are disposed of after the last one. */
  readonly prepare: (
    plan: Plan,
    resources: AsyncDisposableStack,
    onProgress: OnProgress,
  ) => Promise<Environment>;
  /** In the order in which they run and are reported. */
  readonly measurements: {
    readonly [Name in keyof Results]: Measurement<Plan, Environment, Results[Name]>;
  };
}

import { type ProgramResult, runProgram } from "@eks-auth/test-kit/run-program";
import { parseAllDocuments } from "yaml";
import { fetchClientTools } from "../programs/client-tools.ts";
import { chartFolder } from "./chart-files.ts";

/** An object of Kubernetes, as a template renders it. */
// biome-ignore lint/suspicious/noExplicitAny: tests read a few fields of many kinds of objects
export type RenderedObject = any;

/** Values of the chart that it can't be installed without. */
export const requiredValues = {
  cluster: { name: "edge", region: "eu-west-1", accountId: "111122223333" },
} as const;

/** Where a chart is rendered for. */
export interface Release {
  /** `eks-auth` by default. */
  readonly name?: string;
  /** `eks-auth` by default. */
  readonly namespace?: string;
}

/**
 * Runs helm on the chart.
 *
 * @param command - and its arguments up to the chart: `lint`, `--strict`
 * @param values - the values that are set
 */
export async function runHelm(
  command: readonly string[],
  values: object,
  args: readonly string[] = [],
): Promise<ProgramResult> {
  const { helm } = await fetchClientTools();
  // JSON is valid YAML, and keeps strings as they are.
  const settings = Object.entries(values).flatMap(([key, value]) => [
    "--set-json",
    `${key}=${JSON.stringify(value)}`,
  ]);
  return runProgram(helm, [...command, chartFolder, ...settings, ...args]);
}

/**
 * Renders the chart.
 *
 * @param values - in addition to {@link requiredValues}, which they can replace as a whole
 * @throws {Error} with what helm prints, if it refuses them
 */
export async function renderChart(
  values: object = {},
  { name = "eks-auth", namespace = "eks-auth" }: Release = {},
): Promise<RenderedObject[]> {
  const { exitCode, stdout, stderr } = await runHelm(["template", name], { ...requiredValues, ...values }, [
    "--namespace",
    namespace,
    "--skip-tests=false",
  ]);
  if (exitCode !== 0) {
    throw new Error(stderr.trim());
  }
  return parseAllDocuments(stdout)
    .map((document) => document.toJS())
    .filter((object) => object !== null);
}

/** Finds a rendered object. */
export function findObject(objects: readonly RenderedObject[], kind: string, name: string): RenderedObject {
  const found = objects.find((object) => object.kind === kind && object.metadata.name === name);
  if (found === undefined) {
    throw new Error(`The chart has no ${kind} ${name}`);
  }
  return found;
}

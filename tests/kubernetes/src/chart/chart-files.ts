import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";

/** The absolute path of the chart's folder. */
export const chartFolder: string = join(root, "deploy/charts/eks-auth");

/** The absolute path of a file of the chart. */
export function chartFile(name: string): string {
  return join(chartFolder, name);
}

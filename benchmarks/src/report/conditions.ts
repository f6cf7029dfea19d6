import type { Machine } from "../measure/machine.ts";

/** Says what was measured on, in a sentence. */
export function describeMachineBriefly({ cpu, cores, memoryBytes, platform, node }: Machine): string {
  return `${cpu}, ${cores} cores, ${Math.round(memoryBytes / 2 ** 30)} GiB, ${platform}, Node.js ${node}.`;
}

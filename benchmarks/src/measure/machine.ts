import { availableParallelism, cpus, totalmem } from "node:os";

/** What figures depend on. It says nothing of whose machine it is. */
export interface Machine {
  /** The CPU's model, as its maker has it. */
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number;
  /** `linux x64` */
  readonly platform: string;
  /** `v24.0.0` */
  readonly node: string;
}

/** Describes the machine that this process runs on. */
export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() || "unknown",
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
  };
}

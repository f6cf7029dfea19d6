import { availableParallelism, cpus, totalmem } from "node:os";

/** The machine that the results depend on. It holds nothing that identifies its owner. */
export interface Machine {
  /** The CPU's model. */
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number;
  /** `linux x64` */
  readonly platform: string;
  /** `v24.0.0` */
  readonly node: string;
}

/** Describes the machine that runs this process. */
export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() || "unknown",
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
  };
}

import type { OnExchange } from "@eks-auth/service";
import type { InjectedFault } from "./faults/faults.ts";

/** Observes a development environment, to show what happens in it. Its functions must not throw. */
export interface DevObserver {
  /** Called for each exchange. */
  readonly onExchange: OnExchange;
  /** Called for each fault that was injected. */
  readonly onFault: (injected: InjectedFault) => void;
  /** Called when the associations were changed. */
  readonly onAssociations: () => void;
}

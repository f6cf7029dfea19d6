import { createHash } from "node:crypto";
import type { FaultKind } from "./fault-kinds.ts";
import { checkFaults, type Fault, type FaultSettings } from "./fault-settings.ts";

/** A fault that a request met. */
export interface InjectedFault {
  readonly kind: FaultKind;
  /** The API's ID of the request, if the fault was in the API. */
  readonly requestId?: string | undefined;
}

/** What {@link Faults} calls. */
export interface FaultHooks {
  /** Called for each request that meets a fault. */
  readonly onInjected: (injected: InjectedFault) => void;
  /** Called when the settings change: the agent must then ask the API again. */
  readonly onChange: () => void;
}

/** The faults of a development environment. They can change while it runs. */
export class Faults {
  readonly #hooks: FaultHooks;
  #settings: FaultSettings = {};

  constructor(hooks: FaultHooks, settings: FaultSettings = {}) {
    this.#hooks = hooks;
    this.#settings = checkFaults(settings);
  }

  /** The faults that happen, with their times. */
  get(): FaultSettings {
    return this.#settings;
  }

  /**
   * Replaces all faults; `{}` ends them.
   *
   * @throws CommandError `option_invalid` if a fault is not usable; then nothing changes
   */
  set(settings: FaultSettings): void {
    this.#settings = checkFaults(settings);
    this.#hooks.onChange();
  }

  /** Whether any fault can happen. */
  get areOn(): boolean {
    return Object.keys(this.#settings).length > 0;
  }

  /**
   * Decides whether a request meets a fault.
   *
   * @param key - requests with the same key get the same decision: the tries of one call. Without it, each gets its own
   * @returns the fault; undefined if the request does not meet it
   */
  draw(kind: FaultKind, key?: string): Fault | undefined {
    const fault = this.#settings[kind];
    return fault !== undefined && chooseNumber(kind, key) < fault.rate ? fault : undefined;
  }

  /** Reports that a request met a fault. */
  report(injected: InjectedFault): void {
    this.#hooks.onInjected(injected);
  }
}

/** Returns a number from 0 to 1, without 1: a random one, or the one that belongs to the key. */
function chooseNumber(kind: FaultKind, key: string | undefined): number {
  return key === undefined
    ? Math.random()
    : createHash("sha256").update(`${kind} ${key}`).digest().readUInt32BE() / 2 ** 32;
}

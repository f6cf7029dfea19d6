/**
 * How many bytes a command loads at most when it starts, together with what every command loads: by the name of the
 * chunk that it starts with. The plan of the chunks keeps them. If it can't, something is imported that should be
 * loaded on demand.
 */
export const budgets: Readonly<Record<string, number>> = {
  main: 80_000,
  commands: 135_000,
  "serve-run-serve": 790_000,
  "agent-run-agent": 275_000,
  "webhook-run-webhook": 900_000,
  "exec-run-exec": 310_000,
  "doctor-run-doctor": 145_000,
  "link-local-change-addresses": 120_000,
};

/** The same for programs that load nothing of the command: its first lines, and a worker thread. */
export const separateBudgets: Readonly<Record<string, number>> = {
  start: 3_000,
  "association-worker": 260_000,
};

import type { FaultSettings } from "./faults/fault-settings.ts";

/** What a user can choose of a development cluster, by options of the command and in tests. */
export interface DevSettings {
  /** The directory of the association file and the token file; by default a temporary one, which is removed at the end. */
  readonly directory?: string | undefined;
  /**
   * The ARN of the sample pod's role; by default that of the association file, or
   * `arn:aws:iam::111122223333:role/sample` if there is none.
   */
  readonly roleArn?: string | undefined;
  /** How long the token in the token file is valid: 10 to 86,400 s, by default 3,600. */
  readonly tokenLifetimeSeconds?: number | undefined;
  /** How long all credentials are valid: 30 to 43,200 s, by default as the association says, or 21,600. */
  readonly credentialLifetimeSeconds?: number | undefined;
  /** What goes wrong on purpose; by default nothing. */
  readonly faults?: FaultSettings | undefined;
}

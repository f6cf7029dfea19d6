/** What the caller of the doctor has at hand. */
export interface DoctorOptions {
  /** The file with the pod's token; what the variable names unless given. */
  readonly tokenFile?: string;
  /** Where the agent gives credentials; what the variable says unless given. */
  readonly agent?: URL;
  /** Where the server is; where the configuration has it listen unless given. */
  readonly endpoint?: URL;
  /** The server's configuration file. */
  readonly config?: string;
  /** The pod's cluster, which `endpoint` and `config` are of use with alone. */
  readonly cluster?: string;
  /** Print JSON. */
  readonly json?: boolean;
}

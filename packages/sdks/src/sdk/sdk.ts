/** What an SDK gives its user. */
export type SdkAnswer = { readonly accessKeyId: string } | { readonly error: SdkError };

/** What an SDK tells its user instead. */
export interface SdkError {
  readonly type: string;
  /** Where the SDK's errors have a code of their own. */
  readonly code?: string;
  readonly message: string;
}

/** One instance of an SDK, in a process of its own. */
export interface SdkProcess {
  /** Asks the SDK for credentials, which refreshes them where it finds that necessary. */
  get(): Promise<SdkAnswer>;
  stop(): Promise<void>;
}

/** An SDK that is installed, and what is known of it. Tests hold it to that. */
export interface Sdk {
  /** With its version: `boto3 1.44.8`. */
  readonly name: string;
  /** Whether what the agent says in an error reaches the user: of first credentials, or else of a refresh. */
  readonly showsBody: (status: number, isFirst: boolean) => boolean;
  /** Whether it asks again by itself, beside where it gave up waiting. */
  readonly retries: (status: number) => boolean;
  /**
   * How many seconds before their end credentials are refreshed: a figure out of each span in which the SDK behaves alike.
   * There is none where each call is a process.
   */
  readonly refreshes: readonly number[];
  /** @param environment - all environment variables that the process gets */
  start(environment: Readonly<Record<string, string>>): SdkProcess;
}

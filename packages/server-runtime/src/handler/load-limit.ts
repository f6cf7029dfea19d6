/** Limits how many requests run, by the load of the process. It is for one handler. */
export interface LoadLimit {
  /**
   * Whether one more request can run. Called before the body is read.
   *
   * @param address - the IP address of the client; empty if the host does not know it
   */
  hasRoom(address: string): boolean;
  /** Called when a request starts to run: its body is complete. @returns a number for {@link end} */
  start(address: string): number;
  /** Called when a request has ended that was started. */
  end(address: string, started: number): void;
}

/** Where a service listens. */
export interface ServiceUrls {
  readonly api: string;
  /** The API that manages associations; undefined if it is off. */
  readonly eksApi: string | undefined;
  /** Probes and metrics; undefined if they are turned off. */
  readonly admin: string | undefined;
}

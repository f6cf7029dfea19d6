import { setTimeout as sleep } from "node:timers/promises";
import { compareVersions, type KubernetesObject } from "@eks-auth/kubernetes";

/** How long a change waits at most for its event. */
const maxWaitMs = 1_000;

/** The events that came since a change began: the last version of each object by its UID; undefined if it was deleted. */
interface Recording {
  readonly versions: Map<string, string | undefined>;
  onEvent: () => void;
}

/** Tells the writer of an object when the events of an informer have reached the change. */
export class ChangeRecorder {
  readonly #recordings = new Set<Recording>();

  /**
   * Makes a change, and waits until its event came, at most 1 s: the API server can be slow to send it. The event can come
   * before the response.
   *
   * @param change - returns the object as the API server has it then, or the deleted one
   */
  async follow<T extends KubernetesObject>(
    change: () => Promise<T>,
    { isDelete = false }: { readonly isDelete?: boolean } = {},
  ): Promise<T> {
    const recording: Recording = { versions: new Map(), onEvent: () => {} };
    this.#recordings.add(recording);
    try {
      const object = await change();
      await waitFor(recording, object.metadata, isDelete);
      return object;
    } finally {
      this.#recordings.delete(recording);
    }
  }

  /** Records that an object was added or changed, after it is in use. */
  noteSet({ metadata: { uid, resourceVersion } }: KubernetesObject): void {
    this.#note(uid, resourceVersion);
  }

  /** Records that an object was deleted. */
  noteDelete({ uid }: { readonly uid: string }): void {
    this.#note(uid, undefined);
  }

  #note(uid: string, version: string | undefined): void {
    for (const { versions, onEvent } of this.#recordings) {
      versions.set(uid, version);
      onEvent();
    }
  }
}

async function waitFor(
  recording: Recording,
  { uid, resourceVersion }: KubernetesObject["metadata"],
  isDelete: boolean,
): Promise<void> {
  const isReached = (): boolean => {
    const version = recording.versions.get(uid);
    return version === undefined
      ? recording.versions.has(uid)
      : !isDelete && compareVersions(version, resourceVersion) >= 0;
  };
  const ended = new AbortController();
  const event = new Promise<void>((resolve) => {
    recording.onEvent = () => isReached() && resolve();
    recording.onEvent();
  });
  try {
    await Promise.race([event, sleep(maxWaitMs, undefined, { signal: ended.signal }).catch(() => {})]);
  } finally {
    ended.abort();
  }
}

import { useEffect, useState } from "preact/hooks";

/** The views of the page, by the first part of the address's hash. */
export const views = ["exchanges", "associations", "tokens", "faults"] as const;

/** The name of a view. */
export type View = (typeof views)[number];

/** What the page shows. */
export interface Route {
  readonly view: View;
  /** The rest of the hash: the number of an exchange, or the names for a form. */
  readonly rest: readonly string[];
}

/** Follows the hash of the address, so that views have links and the browser's history works. */
export function useRoute(): Route {
  const [route, setRoute] = useState(readRoute);
  useEffect(() => {
    const onChange = (): void => setRoute(readRoute());
    window.addEventListener("hashchange", onChange);
    return () => window.removeEventListener("hashchange", onChange);
  }, []);
  return route;
}

/** Creates the link to a view. */
export function linkTo(view: View, ...rest: readonly (string | number)[]): string {
  return `#/${[view, ...rest.map((part) => encodeURIComponent(part))].join("/")}`;
}

function readRoute(): Route {
  const [, name, ...rest] = window.location.hash.split("/");
  return { view: views.find((view) => view === name) ?? "exchanges", rest: rest.map(decode) };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

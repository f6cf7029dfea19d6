import { isLoopbackHost } from "./loopback-host.ts";

/** Tells whether nobody else can change what a URL answers: it is https, or http on this machine. */
export function isTrustworthyUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === "https:" || (url?.protocol === "http:" && isLoopbackHost(url.hostname));
}

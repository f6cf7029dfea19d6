import { useEffect, useState } from "preact/hooks";

/** The current time in milliseconds, every second. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 1_000);
    return () => window.clearInterval(timer);
  }, []);
  return now;
}

/** Formats the time of day: `14:03:07`. */
export function formatTime(iso: string): string {
  return new Date(iso).toLocaleTimeString("en-GB");
}

/** Formats a duration: `59 min 7 s`. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const parts = [
    [Math.floor(seconds / 3_600), "h"],
    [Math.floor(seconds / 60) % 60, "min"],
    [seconds % 60, "s"],
  ] as const;
  const first = parts.findIndex(([amount]) => amount > 0);
  return (first === -1 ? parts.slice(2) : parts.slice(first))
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(" ");
}

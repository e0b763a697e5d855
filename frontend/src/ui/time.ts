import { useEffect, useState } from "react";

// clockText is a span of seconds as people read it on a timer: 0:34, 10:00.
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

// secondsSince counts from an RFC 3339 time; 0 when there is none.
export function secondsSince(start: string, now: number): number {
  const from = Date.parse(start);
  return Number.isNaN(from) ? 0 : Math.max(0, (now - from) / 1000);
}

// relativeTime says when something was, in words of the language.
export function relativeTime(when: string, now: number, language: string): string | undefined {
  const at = Date.parse(when);
  if (Number.isNaN(at)) return undefined;
  const seconds = Math.max(0, (now - at) / 1000);
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  if (seconds < 90) return format.format(-Math.round(seconds / 60), "minute");
  if (seconds < 3600) return format.format(-Math.round(seconds / 60), "minute");
  if (seconds < 86400) return format.format(-Math.round(seconds / 3600), "hour");
  return format.format(-Math.round(seconds / 86400), "day");
}

// useNow ticks once a second while it is wanted.
export function useNow(ticking: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!ticking) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [ticking]);
  return now;
}

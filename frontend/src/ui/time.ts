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

// Each unit, its seconds, and the span up to which it is used: two months and two years are
// the first that say more than the smaller unit.
const units = [
  ["minute", 60, 3600],
  ["hour", 3600, 86_400],
  ["day", 86_400, 60 * 86_400],
  ["month", 30 * 86_400, 730 * 86_400],
] as const;

// fromNow says when something is or was, in whole units: "in 12 days", "3 minutes ago".
export function fromNow(when: string, now: number, language: string): string | undefined {
  const at = Date.parse(when);
  if (Number.isNaN(at)) return undefined;
  const seconds = (at - now) / 1000;
  const span = Math.abs(seconds);
  const [unit, size] = units.find(([, , upTo]) => span < upTo) ?? (["year", 365 * 86_400] as const);
  return new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(Math.trunc(seconds / size), unit);
}

// wholeDays counts the whole days until then; less than none when it has passed.
export function wholeDays(when: string, now: number): number | undefined {
  const at = Date.parse(when);
  return Number.isNaN(at) ? undefined : Math.floor((at - now) / 86_400_000);
}

// dateText is a day, momentText a moment, as people of the language write them.
export function dateText(when: string, language: string): string {
  const at = Date.parse(when);
  return Number.isNaN(at) ? "" : new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(at);
}

export function momentText(when: string, language: string): string {
  const at = Date.parse(when);
  if (Number.isNaN(at)) return "";
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(at);
}

// hourText is a moment of today: 09:41.
export function hourText(when: string, language: string): string {
  const at = Date.parse(when);
  return Number.isNaN(at) ? "" : new Intl.DateTimeFormat(language, { timeStyle: "short" }).format(at);
}

// dayOf is the day of a text such as 2026-12-01; undefined when the text isn't one.
export function dayOf(text: string | undefined): Date | undefined {
  const found = /^\s*(\d{4})-(\d{2})-(\d{2})\s*$/.exec(text ?? "");
  if (!found) return undefined;
  const [year, month, day] = found.slice(1).map(Number) as [number, number, number];
  const date = new Date(year, month - 1, day);
  return date.getMonth() === month - 1 && date.getDate() === day ? date : undefined;
}

// daysAfter is the day so many days after another.
export function daysAfter(start: Date, days: number): Date {
  return new Date(start.getFullYear(), start.getMonth(), start.getDate() + days);
}

// dayText is the day so many days after another, as people of the language write it.
export function dayText(start: Date, days: number, language: string): string {
  const date = daysAfter(start, days);
  return new Intl.DateTimeFormat(language, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
  }).format(date);
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

// useMinute is the time of day, to the minute: what is said of the past goes on by itself.
export function useMinute(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

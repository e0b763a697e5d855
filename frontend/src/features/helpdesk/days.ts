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

// jump finds the next row after "from" whose name begins with what was typed, going round.
export function jump<T>(rows: readonly T[], nameOf: (row: T) => string, typed: string, from: number): number {
  const wanted = typed.toLowerCase();
  for (let step = 0; step < rows.length; step++) {
    const index = (from + step) % rows.length;
    const row = rows[index];
    if (row !== undefined && nameOf(row).toLowerCase().startsWith(wanted)) return index;
  }
  return -1;
}

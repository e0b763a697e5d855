// terminalName writes a profile's name so that a shell takes it as one word.
// Double quotes work in every shell; a name with characters that mean something
// inside them gets single ones, with single quotes written the POSIX way.
export function terminalName(name: string): string {
  if (!/["$`\\!]/.test(name)) return `"${name}"`;
  return `'${name.replaceAll("'", `'\\''`)}'`;
}

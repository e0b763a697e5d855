// What the person typed into this view, and nothing else.
export interface Own {
  code: string;
  client_secret: string;
}

// codeIn finds the code in what was pasted, to show it again; what counts is the one
// that Go has found.
export function codeIn(pasted: string): string {
  // Of several the last one is the newest; a console has the address in quotes.
  const found = [...pasted.matchAll(/(?:^|[?&#\s])code=([^&#\s'"]+)/g)].at(-1)?.[1];
  if (found === undefined) return /[\s=/]/.test(pasted.trim()) ? "" : pasted.trim();
  try {
    return decodeURIComponent(found);
  } catch {
    return found;
  }
}

// withOwn puts what was typed before a command, as the shell variables that it names:
// quoted once, in one place.
export function withOwn(command: string, shell: "curl" | "powershell", own: Own): string {
  const lines = Object.entries(own)
    .filter(([name, value]) => value !== "" && command.includes(`$${shellName(name, shell)}`))
    .map(([name, value]) =>
      shell === "curl"
        ? `${name.toUpperCase()}='${value.replaceAll("'", `'\\''`)}'`
        : `$env:${name.toUpperCase()} = '${value.replaceAll(/['\u2018\u2019\u201a\u201b]/g, "$&$&")}'`,
    );
  return [...lines, command].join("\n");
}

function shellName(name: string, shell: "curl" | "powershell"): string {
  return shell === "curl" ? name.toUpperCase() : `env:${name.toUpperCase()}`;
}

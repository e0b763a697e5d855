const types: Readonly<Record<string, string>> = {
  html: "text/html",
  md: "text/markdown",
  json: "application/json",
};

// saveText has the browser save a text as a file of this name.
export function saveText(name: string, text: string): void {
  const type = types[name.split(".").at(-1) ?? ""] ?? "text/plain";
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The download has its own hold on the text once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

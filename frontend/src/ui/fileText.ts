// The largest file that is read at all; certificates are a few kilobytes.
const most = 1 << 20;

// fileBase64 and fileText read a file that a person chose; undefined when it is far
// too large for what it should be.
export async function fileBase64(file: File): Promise<string | undefined> {
  if (file.size > most) return undefined;
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error("the file could not be read"));
    reader.readAsDataURL(file);
  });
  return url.slice(url.indexOf(",") + 1);
}

export async function fileText(file: File): Promise<string | undefined> {
  if (file.size > most) return undefined;
  const bytes = atob((await fileBase64(file)) ?? "");
  return new TextDecoder().decode(Uint8Array.from(bytes, (c) => c.charCodeAt(0)));
}

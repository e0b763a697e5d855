import { fileURLToPath } from "node:url";
import { walks } from "./prompts.ts";

// Where the gallery stands, and its pictures below docs/pictures.
export const galleryPath = fileURLToPath(new URL("../../../docs/practice-pages.md", import.meta.url));
export const galleryPictures = "pages";

const head = `# Pages of the practice tenant

Every page that a person can meet while signing in, and how to see it. This page is made from the walks in
\`build/e2e/support/prompts.ts\`, by \`make screenshots\`; the end-to-end tests go each of them in Chromium, with the
control door as the phone and the administrator. The addresses of the pages and what scripts may rely on are in
[practice.md](practice.md).
`;

// gallery is docs/practice-pages.md.
export function gallery(): string {
  const parts = Object.values(walks).map(({ title, how, shows }) => {
    const pictures = Object.keys(shows).map((name) => `![${name}](pictures/${galleryPictures}/${name}.png)`);
    return `## ${title}\n\n${how}\n\n${pictures.join("\n")}\n`;
  });
  return [head, ...parts].join("\n");
}

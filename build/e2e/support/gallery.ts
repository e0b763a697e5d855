import { fileURLToPath } from "node:url";
import { walks } from "./prompts.ts";

// Where the gallery stands, and its pictures below docs/pictures.
export const galleryPath = fileURLToPath(new URL("../../../docs/practice-pages.md", import.meta.url));
export const galleryPictures = "pages";

const head = `# Pages of the practice tenant

Every page that a person can meet while signing in, and how to see it. \`make screenshots\` writes this file from the walks in
\`build/e2e/support/walks\`. The end-to-end tests walk through all of them in Chromium; the control API plays the phone and
the administrator. [practice.md](practice.md) has the addresses and the element names that scripts can rely on.
`;

// gallery is docs/practice-pages.md.
export function gallery(): string {
  const parts = Object.values(walks).map(({ title, how, shows }) => {
    const pictures = Object.keys(shows).map((name) => `![${name}](pictures/${galleryPictures}/${name}.png)`);
    return `## ${title}\n\n${how}\n\n${pictures.join("\n")}\n`;
  });
  return [head, ...parts].join("\n");
}

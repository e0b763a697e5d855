import { fileURLToPath } from "node:url";

const below = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

// The programs under test, as "make build" and "make desktop" leave them.
export const latchkeyBinary = process.env.LATCHKEY_BIN ?? below("bin/latchkey");
export const desktopBinary = process.env.LATCHKEY_DESKTOP ?? below("bin/latchkey-desktop");

// Where the README's pictures go.
export const picturesDirectory = process.env.LATCHKEY_PICTURES ?? below("docs/pictures");

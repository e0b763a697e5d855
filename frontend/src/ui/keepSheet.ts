import type { Sheet } from "../backend/recipes";
import { saveText } from "./saveText";

// keepSheet finishes saving a text: the window has done it, or the page does. It says
// whether there is a file now; there is none when somebody has changed their mind.
export function keepSheet(sheet: Sheet): boolean {
  if (!sheet.saved && sheet.text !== "") saveText(sheet.name, sheet.text);
  return sheet.saved || sheet.text !== "";
}

import type { Sheet } from "../backend/recipes";
import { saveText } from "./saveText";

// keepSheet finishes saving a text: the window has done it, or the page does. It says
// whether there is a file now.
export function keepSheet(sheet: Sheet): boolean {
  if (sheet.text !== "") saveText(sheet.name, sheet.text);
  return sheet.saved || sheet.text !== "";
}

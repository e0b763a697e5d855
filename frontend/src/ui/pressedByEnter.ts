// pressedByEnter makes a button of a form the one that stands out and that Enter in a field
// presses, as HTML does with the first button of type "submit".
export function pressedByEnter(primary: boolean) {
  return { appearance: primary ? "primary" : "secondary", type: primary ? "submit" : "button" } as const;
}

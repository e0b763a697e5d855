// labelFor ties a Fluent Field's label to the control that has this id; by itself
// the label would name an id that the control does not have.
export function labelFor(id: string, text: string): { children: string; htmlFor: string } {
  return { children: text, htmlFor: id };
}

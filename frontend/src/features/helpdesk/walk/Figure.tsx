import css from "./walk.module.css";

// Figure is a drawing of Latchkey's own; it says itself what is on it. It is in the
// page and not in an <img>, because it is drawn in the colour of the text around it: in
// light, dark and high contrast.
export function Figure({ svg }: { svg: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: part of the program (app/recipe/figures), no recipe brings one along
  return <div className={css.figure} dangerouslySetInnerHTML={{ __html: svg }} />;
}

import css from "./ui.module.css";

// How much of a hostile name is handed to the page at all; more than fits anywhere.
const most = 300;

// Truncated shows foreign text on one line, cut with an ellipsis, whole in its title.
export function Truncated({ text, className }: { text: string; className?: string }) {
  const shown = text.length > most ? `${text.slice(0, most)}…` : text;
  return (
    <bdi className={className ? `${css.truncated} ${className}` : css.truncated} title={shown}>
      {shown}
    </bdi>
  );
}

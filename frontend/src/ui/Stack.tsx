import type { ComponentProps } from "react";
import css from "./ui.module.css";

interface StackProps extends ComponentProps<"div"> {
  as?: "div" | "section";
  // gap is what stays free between two of them, in pixels.
  gap: number;
}

// Stack puts its children one below the other.
export function Stack({ as: Tag = "div", gap, ...rest }: StackProps) {
  return <Tag className={css.stack} style={{ gap }} {...rest} />;
}

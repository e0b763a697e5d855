import type { ReactNode } from "react";
import css from "./Group.module.css";

// Group is a part of a page of the desk, under its title.
export function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={css.group} aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

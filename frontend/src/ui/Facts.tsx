import type { ReactNode } from "react";
import css from "./Facts.module.css";

// Fact is a name and what it is; one without a value is left out.
export type Fact = readonly [name: string, value: ReactNode];

// Facts are names and values, in two columns or as the style wants.
export function Facts({ facts, className = css.facts }: { facts: readonly Fact[]; className?: string }) {
  return (
    <dl className={className}>
      {facts.map(([name, value]) =>
        value === undefined ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

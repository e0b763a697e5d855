import { Field, type FieldProps } from "@fluentui/react-components";
import type { ReactNode } from "react";
import css from "./fields.module.css";

interface FieldWithButtonProps extends Omit<FieldProps, "children"> {
  button: ReactNode;
  children: ReactNode;
}

// FieldWithButton has a button beside its input, between the label and the hint: however
// tall a font makes those, the two stand in one line.
export function FieldWithButton({ button, children, ...field }: FieldWithButtonProps) {
  return (
    <Field {...field}>
      <div className={css.withButton}>
        {children}
        {button}
      </div>
    </Field>
  );
}

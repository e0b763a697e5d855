import { Checkbox, Field, Input, Select, Switch, Textarea } from "@fluentui/react-components";
import { type ReactElement, type ReactNode, useId, useState } from "react";
import { useTranslation } from "../i18n/i18n";
import { FieldWithButton } from "./FieldWithButton";
import css from "./fields.module.css";
import { labelFor } from "./labelFor";
import { dayOf } from "./time";

interface Common {
  label: string;
  hint?: string | ReactElement;
  // wrong is what is the matter with the value.
  wrong?: string;
}

interface TextProps extends Common {
  value: string;
  type?: "text" | "number";
  placeholder?: string;
  required?: boolean;
  readOnly?: boolean;
  onChange(value: string): void;
}

export function TextField(props: TextProps) {
  const { label, hint, wrong, value, type, placeholder, required, readOnly, onChange } = props;
  const id = useId();
  return (
    <Field label={labelFor(id, label)} hint={hint} validationMessage={wrong} required={required} size="small">
      <Input
        id={id}
        size="small"
        type={type}
        value={value}
        placeholder={placeholder}
        readOnly={readOnly}
        autoComplete="off"
        onChange={(_, data) => onChange(data.value)}
      />
    </Field>
  );
}

interface DateProps {
  label: string;
  hint?: string;
  id?: string;
  size?: "small" | "medium";
  value: string;
  // button stands beside the input.
  button?: ReactNode;
  onChange(value: string): void;
}

// DateField takes a day as 2026-12-01. That it is none is said when the field is left.
export function DateField({ id, label, hint, size = "small", value, button, onChange }: DateProps) {
  const { t } = useTranslation();
  const ownID = useId();
  const [typing, setTyping] = useState(false);
  const wrong = !typing && value !== "" && !dayOf(value);
  return (
    <FieldWithButton
      label={labelFor(id ?? ownID, label)}
      hint={hint}
      validationMessage={wrong ? t("common.dayWrong") : undefined}
      size={size}
      button={button}
    >
      <Input
        id={id ?? ownID}
        size={size}
        value={value}
        placeholder={t("common.dayExample")}
        autoComplete="off"
        onChange={(_, data) => {
          setTyping(true);
          onChange(data.value.trim());
        }}
        onBlur={() => setTyping(false)}
      />
    </FieldWithButton>
  );
}

interface ChoiceProps extends Common {
  value: string;
  options: readonly { value: string; label: string }[];
  onChange(value: string): void;
}

export function Choice({ label, hint, wrong, value, options, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <Field label={labelFor(id, label)} hint={hint} validationMessage={wrong} size="small">
      <Select id={id} size="small" value={value} onChange={(_, data) => onChange(data.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
    </Field>
  );
}

interface ToggleProps {
  label: string;
  // more stands below: what it does, and which error it causes.
  more?: ReactNode;
  checked: boolean;
  disabled?: boolean;
  onChange(checked: boolean): void;
}

export function Toggle({ label, more, checked, disabled, onChange }: ToggleProps) {
  const help = useId();
  return (
    <div className={css.toggle}>
      <Switch
        label={label}
        checked={checked}
        disabled={disabled}
        aria-describedby={more ? help : undefined}
        onChange={(_, data) => onChange(data.checked)}
      />
      {more && (
        <div id={help} className={css.more}>
          {more}
        </div>
      )}
    </div>
  );
}

interface ChecksProps {
  label: string;
  hint?: string;
  wrong?: string;
  all: readonly { value: string; label: string }[];
  chosen: readonly string[];
  onChange(chosen: string[]): void;
}

// Checks keep the order in which things were chosen: with methods the first counts.
export function Checks({ label, hint, wrong, all, chosen, onChange }: ChecksProps) {
  const help = useId();
  return (
    <fieldset className={css.checks} aria-describedby={hint || wrong ? help : undefined}>
      <legend>{label}</legend>
      <div className={css.checkList}>
        {all.map(({ value, label: name }) => (
          <Checkbox
            key={value}
            label={name}
            checked={chosen.includes(value)}
            onChange={(_, data) =>
              onChange(data.checked ? [...chosen, value] : chosen.filter((each) => each !== value))
            }
          />
        ))}
      </div>
      {(hint || wrong) && (
        <div id={help} role={wrong ? "alert" : undefined} className={wrong ? css.wrong : css.more}>
          {wrong ?? hint}
        </div>
      )}
    </fieldset>
  );
}

interface LinesProps extends Common {
  value: readonly string[];
  rows?: number;
  onChange(value: string[]): void;
}

// Lines are a list, one thing a line. What is typed stays as it is until it is left.
export function Lines({ label, hint, wrong, value, rows = 3, onChange }: LinesProps) {
  const id = useId();
  const [text, setText] = useState(() => value.join("\n"));
  return (
    <Field label={labelFor(id, label)} hint={hint} validationMessage={wrong} size="small">
      <Textarea
        id={id}
        size="small"
        className={css.lines}
        value={text}
        rows={rows}
        resize="vertical"
        spellCheck={false}
        onChange={(_, data) => {
          setText(data.value);
          onChange(
            data.value
              .split("\n")
              .map((line) => line.trim())
              .filter(Boolean),
          );
        }}
      />
    </Field>
  );
}

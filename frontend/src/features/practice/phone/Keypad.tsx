import text from "../../../ui/text.module.css";
import css from "./phone.module.css";

interface KeypadProps {
  label: string;
  keys: readonly string[];
  // names are spoken names of keys that are no digits.
  names?: Readonly<Record<string, string>>;
  disabled?: boolean;
  onKey(key: string): void;
}

// Keypad is twelve big keys in four rows of three.
export function Keypad({ label, keys, names = {}, disabled, onKey }: KeypadProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields of a form
    <div className={css.keypad} role="group" aria-label={label}>
      {keys.map((key) => (
        <button
          key={key}
          type="button"
          className={`${css.key} ${text.focusRing}`}
          aria-label={names[key]}
          aria-disabled={disabled || undefined}
          onClick={() => !disabled && onKey(key)}
        >
          {key}
        </button>
      ))}
    </div>
  );
}

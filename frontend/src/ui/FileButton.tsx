import { Button } from "@fluentui/react-components";
import { useRef } from "react";
import css from "./ui.module.css";

interface FileButtonProps {
  label: string;
  size?: "small" | "medium";
  // accept is what the file dialog offers first, such as ".pem,.crt".
  accept: string;
  id?: string;
  appearance?: "primary" | "secondary";
  describedBy?: string;
  icon?: React.ComponentProps<typeof Button>["icon"];
  disabled?: boolean;
  onFile(file: File): void;
}

// FileButton is a button that asks for a file: the browser's own control can be
// neither styled nor worded.
export function FileButton(props: FileButtonProps) {
  const { label, size = "small", accept, id, appearance, describedBy, icon, disabled, onFile } = props;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        id={id}
        size={size}
        appearance={appearance}
        icon={icon}
        aria-describedby={describedBy}
        disabledFocusable={disabled}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        className={css.hidden}
        accept={accept}
        aria-label={label}
        aria-hidden
        tabIndex={-1}
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file can be chosen again after it was changed.
          event.target.value = "";
          if (file) onFile(file);
        }}
      />
    </>
  );
}

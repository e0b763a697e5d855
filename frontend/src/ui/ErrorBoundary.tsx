import { Button, Text } from "@fluentui/react-components";
import { Component, type ReactNode } from "react";
import { useTranslation } from "../i18n/i18n";
import css from "./ui.module.css";

interface State {
  failure: string | undefined;
}

// ErrorBoundary keeps a fault of one screen from taking the window with it.
export class ErrorBoundary extends Component<{ children: ReactNode; onReset?: () => void }, State> {
  override state: State = { failure: undefined };

  static getDerivedStateFromError(reason: unknown): State {
    return { failure: reason instanceof Error ? reason.message : String(reason) };
  }

  override render() {
    const { failure } = this.state;
    if (failure === undefined) return this.props.children;
    const reset = () => {
      this.setState({ failure: undefined });
      this.props.onReset?.();
    };
    return <Crashed failure={failure} onReset={reset} />;
  }
}

function Crashed({ failure, onReset }: { failure: string; onReset(): void }) {
  const { t } = useTranslation();
  return (
    <div role="alert" className={css.crashed}>
      <Text as="h2" size={500} weight="semibold">
        {t("app.crashed")}
      </Text>
      <Text>{t("app.crashedWhat")}</Text>
      <Text font="monospace" size={200}>
        {failure}
      </Text>
      <Button onClick={onReset}>{t("app.reloadScreen")}</Button>
    </div>
  );
}

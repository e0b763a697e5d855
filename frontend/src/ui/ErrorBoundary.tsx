import { Button, Text } from "@fluentui/react-components";
import { Component, type ReactNode } from "react";
import { Translation } from "react-i18next";
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
    return (
      <Translation>
        {(t) => (
          <div role="alert" className={css.crashed}>
            <Text as="h2" size={500} weight="semibold">
              {t("app.crashed")}
            </Text>
            <Text>{t("app.crashedWhat")}</Text>
            <Text font="monospace" size={200}>
              {failure}
            </Text>
            <Button onClick={reset}>{t("app.reloadScreen")}</Button>
          </div>
        )}
      </Translation>
    );
  }
}

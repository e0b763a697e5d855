import { Button, Text } from "@fluentui/react-components";
import { Component, type ErrorInfo, type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "../i18n/i18n";
import { Attempt, PartMissing } from "./part";
import css from "./ui.module.css";

interface ErrorBoundaryProps {
  children: ReactNode;
  // onCrash is told what happened, for the log.
  onCrash?(report: string): void;
  onReset?(): void;
}

interface State {
  failure: unknown;
  failed: boolean;
  // attempt counts how often the screen was shown again.
  attempt: number;
}

// ErrorBoundary keeps a fault of one screen from taking the window with it.
export class ErrorBoundary extends Component<ErrorBoundaryProps, State> {
  override state: State = { failure: undefined, failed: false, attempt: 0 };

  static getDerivedStateFromError(failure: unknown): Partial<State> {
    return { failure, failed: true };
  }

  override componentDidCatch(failure: unknown, info: ErrorInfo) {
    const stack = failure instanceof Error ? (failure.stack ?? "") : "";
    this.props.onCrash?.([messageOf(failure), stack, info.componentStack ?? ""].join("\n"));
  }

  private reset = () => {
    // What can't be loaded a second time either needs the page anew: another version of the
    // program may be running by now.
    if (this.state.failure instanceof PartMissing && this.state.attempt > 0) {
      window.location.reload();
      return;
    }
    this.setState(({ attempt }) => ({ failure: undefined, failed: false, attempt: attempt + 1 }));
    this.props.onReset?.();
  };

  override render() {
    const { failure, failed, attempt } = this.state;
    if (failed) return <Crashed failure={messageOf(failure)} onReset={this.reset} />;
    return <Attempt value={attempt}>{this.props.children}</Attempt>;
  }
}

function messageOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}

function Crashed({ failure, onReset }: { failure: string; onReset(): void }) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  // What had the focus is gone.
  useEffect(() => heading.current?.focus(), []);
  return (
    <div role="alert" className={css.crashed}>
      <Text as="h2" size={500} weight="semibold" ref={heading} tabIndex={-1} className={css.crashedTitle}>
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

import { Button } from "@fluentui/react-components";
import { ArrowLeftRegular } from "@fluentui/react-icons/svg/arrow-left";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { useTranslation } from "../i18n/i18n";
import css from "./Page.module.css";

interface PageProps {
  title: string;
  mark?: ReactNode;
  // tools stand at the end of the title's line.
  tools?: ReactNode;
  // actions are the buttons below.
  actions?: ReactNode;
  // fill gives what is in it all the room, to scroll by itself.
  fill?: boolean;
  // over stands in the place of a page that waits behind it: that one's cover.
  over?: boolean;
  cover?: ReactNode;
  // onBack leaves it for where somebody came from: by the arrow, or by Esc.
  onBack?(): void;
  // back is the arrow's name, where there is another Back on the page.
  back?: string;
  children: ReactNode;
}

// Page fills the window beside the rail: a title, what it is about, and the buttons below.
// Its title takes the focus, unless something in it has it.
export function Page({ title, mark, tools, actions, fill, over, cover, onBack, back, children }: PageProps) {
  const { t } = useTranslation();
  const id = useId();
  const page = useRef<HTMLElement>(null);
  useArrival(page, over);
  const Element = over ? "section" : "main";
  return (
    <Element
      ref={page}
      className={css.page}
      aria-labelledby={id}
      // A click on its ground leaves the focus in it, so Esc is heard.
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented || !onBack) return;
        event.stopPropagation();
        onBack();
      }}
    >
      <div className={css.base} inert={Boolean(cover)}>
        <div className={css.head}>
          {onBack && (
            <Button
              appearance="subtle"
              icon={<ArrowLeftRegular />}
              aria-label={back ?? t("common.back")}
              title={back ?? t("common.back")}
              onClick={onBack}
            />
          )}
          <h1 id={id} tabIndex={-1} className={css.title}>
            {title}
          </h1>
          {mark}
          {tools && <div className={css.tools}>{tools}</div>}
        </div>
        <div className={fill ? css.fill : css.body}>{children}</div>
        {actions && <div className={css.foot}>{actions}</div>}
      </div>
      {cover}
    </Element>
  );
}

// useArrival gives the focus to the title; what stands over another page gives it back to
// what had it there.
function useArrival(page: { current: HTMLElement | null }, over: boolean | undefined): void {
  useEffect(() => {
    const before = document.activeElement;
    if (!page.current?.contains(before)) page.current?.querySelector("h1")?.focus();
    if (!over) return;
    return () => {
      // The page below can take it as soon as it isn't inert any more.
      setTimeout(() => before instanceof HTMLElement && before.isConnected && before.focus());
    };
  }, [page, over]);
}

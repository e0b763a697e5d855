import { Button } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons/svg/dismiss";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useEffectEvent,
  useState,
} from "react";
import { useBackend } from "../../backend/context";
import { asProblem } from "../../backend/problem";
import type { Problem, ProfileRow } from "../../backend/types";
import { useTranslation } from "../../i18n/i18n";
import { useAnnounce } from "../../ui/Announcer";
import { Truncated, tame } from "../../ui/Truncated";
import { LazyProblem } from "../problem/LazyProblem";
import css from "./Deleting.module.css";

// How long what was deleted can be had back, in milliseconds. It starts anew when the mouse
// or the focus leaves the offer.
const offered = 10_000;

// Batch is what was deleted at once.
interface Batch {
  rows: ProfileRow[];
  problem?: Problem;
}

type Delete = (rows: readonly ProfileRow[]) => Promise<void>;

const DeleteContext = createContext<Delete>(() => Promise.resolve());

// useDelete deletes profiles, and offers to undo it. It rejects with the first Problem, when
// the others are gone.
export function useDelete(): Delete {
  return useContext(DeleteContext);
}

// DeletingProvider stands around the pages: the offer stays when another page is gone to. A
// window that is closed meanwhile takes no care of it, the program does at its next start.
export function DeletingProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const announce = useAnnounce();
  const [batches, setBatches] = useState<readonly Batch[]>([]);

  const end = useCallback((batch: Batch) => setBatches((all) => all.filter((each) => each !== batch)), []);
  const remove = useCallback<Delete>(
    async (rows) => {
      const gone: ProfileRow[] = [];
      let problem: unknown;
      for (const row of rows) {
        try {
          await backend.profiles.delete(row.id, row.rev);
          gone.push(row);
        } catch (reason) {
          problem ??= reason;
        }
      }
      if (gone.length > 0) {
        setBatches((all) => [...all, { rows: gone }]);
        announce(`${said(t, "deleted.one", "deleted.many", gone)}. ${t("deleted.undo")}: Ctrl+Z`);
      }
      if (problem) throw problem;
    },
    [backend, announce, t],
  );

  const undo = async (batch: Batch) => {
    end(batch);
    try {
      for (const row of batch.rows) await backend.profiles.restore(row.id);
      announce(said(t, "deleted.undone", "deleted.manyUndone", batch.rows));
    } catch (reason) {
      setBatches((all) => [...all, { rows: [], problem: asProblem(reason) }]);
    }
  };
  const purge = (batch: Batch) => {
    end(batch);
    if (batch.rows.length === 0) return;
    // Something that was sealed may be left; that is to be read.
    backend.profiles
      .purge(batch.rows.map((row) => row.id))
      .catch((reason) => setBatches((all) => [...all, { rows: [], problem: asProblem(reason) }]));
  };

  const undoLast = useEffectEvent((event: KeyboardEvent) => {
    const last = batches.findLast((batch) => batch.rows.length > 0);
    const typing = event.target instanceof Element && event.target.closest("input, textarea");
    if (!last || typing || event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void undo(last);
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => undoLast(event);
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);

  return (
    <DeleteContext value={remove}>
      {children}
      {batches.length > 0 && (
        <section className={css.offers} aria-label={t("deleted.list")}>
          {batches.map((batch) => (
            <Offer
              key={batch.rows[0]?.id ?? batch.problem?.code}
              batch={batch}
              onUndo={() => void undo(batch)}
              onEnd={() => purge(batch)}
            />
          ))}
        </section>
      )}
    </DeleteContext>
  );
}

interface OfferProps {
  batch: Batch;
  onUndo(): void;
  onEnd(): void;
}

function Offer({ batch, onUndo, onEnd }: OfferProps) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const [within, setWithin] = useState(false);
  const held = over || within || batch.problem !== undefined;
  const expire = useEffectEvent(onEnd);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => expire(), offered);
    return () => clearTimeout(timer);
  }, [held]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing is done by it, the time is only held
    <div
      className={css.offer}
      onMouseEnter={() => setOver(true)}
      onMouseLeave={() => setOver(false)}
      onFocus={() => setWithin(true)}
      onBlur={() => setWithin(false)}
    >
      {batch.problem ? (
        <LazyProblem problem={batch.problem} quiet />
      ) : (
        <>
          <Truncated text={said(t, "deleted.one", "deleted.many", batch.rows)} />
          <Button size="small" appearance="primary" onClick={onUndo}>
            {t("deleted.undo")}
          </Button>
        </>
      )}
      <Button
        size="small"
        appearance="subtle"
        icon={<DismissRegular />}
        aria-label={t("common.close")}
        title={t("common.close")}
        onClick={onEnd}
      />
    </div>
  );
}

type Translate = ReturnType<typeof useTranslation>["t"];
type Words = "deleted.one" | "deleted.many" | "deleted.undone" | "deleted.manyUndone";

function said(t: Translate, one: Words, many: Words, rows: readonly ProfileRow[]): string {
  const [first] = rows;
  return first && rows.length === 1
    ? t(one, { name: tame(first.name, 60) })
    : t(many, { count: rows.length });
}

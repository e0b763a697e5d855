import { HeadsetRegular } from "@fluentui/react-icons/svg/headset";
import { PhoneRegular } from "@fluentui/react-icons/svg/phone";
import { PlugConnectedRegular } from "@fluentui/react-icons/svg/plug-connected";
import { SettingsRegular } from "@fluentui/react-icons/svg/settings";
import { useTranslation } from "../i18n/i18n";
import { address } from "../ui/addresses";
import { useNavigation } from "../ui/navigation";
import text from "../ui/text.module.css";
import { Mark } from "./Mark";
import css from "./Rail.module.css";

const places = [
  { page: "profiles", to: address.profiles, Icon: PlugConnectedRegular },
  { page: "helpdesk", to: address.helpdesk(), Icon: HeadsetRegular },
  { page: "practice", to: address.practice(), Icon: PhoneRegular },
  { page: "settings", to: address.settings, Icon: SettingsRegular },
] as const;

// Rail leads to the pages. In a narrow window only its pictures are left, with the names
// for screen readers and as tooltips.
export function Rail({ current }: { current: string }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const isCurrent = (page: string) =>
    page === current || (page === "profiles" && !places.some((place) => place.page === current));
  return (
    <nav className={css.rail} aria-label={t("rail.label")}>
      <div className={css.name}>
        <Mark />
        <span className={css.words}>{t("rail.program")}</span>
      </div>
      {places.map(({ page, to, Icon }) => (
        <a
          key={page}
          href={`#${to}`}
          title={t(`rail.${page}`)}
          className={`${css.place} ${text.focusRing}`}
          aria-current={isCurrent(page) ? "page" : undefined}
          onClick={(event) => {
            // Another tab, or another window, is the browser's to open.
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            go(to);
          }}
        >
          <Icon fontSize={20} aria-hidden />
          <span className={css.words}>{t(`rail.${page}`)}</span>
        </a>
      ))}
    </nav>
  );
}

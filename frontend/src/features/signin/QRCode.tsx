import css from "./DeviceCode.module.css";

// The light margin around a code, in modules: readers need four (ISO/IEC 18004).
const quiet = 4;

// QRCode draws rows of modules ("1" is dark) as one path. It stays dark on white in
// every theme: readers need it so.
export function QRCode({ rows, label }: { rows: string[]; label: string }) {
  const size = rows.length + 2 * quiet;
  const path = rows
    .flatMap((row, y) =>
      [...row.matchAll(/1+/g)].map(
        (run) => `M${run.index + quiet} ${y + quiet}h${run[0].length}v1h-${run[0].length}z`,
      ),
    )
    .join("");
  return (
    <svg
      className={css.qr}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <title>{label}</title>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

import {
  type BrandVariants,
  createDarkTheme,
  createLightTheme,
  type Theme,
} from "@fluentui/react-components";

// A quiet petrol: far enough from the vendors' blues to be nobody else's.
const brand: BrandVariants = {
  10: "#020504",
  20: "#0c1d1e",
  30: "#113033",
  40: "#143e43",
  50: "#174d53",
  60: "#195c63",
  70: "#1b6b74",
  80: "#1c7b86",
  90: "#2c8b96",
  100: "#489aa4",
  110: "#60a8b1",
  120: "#78b7bf",
  130: "#8fc5cc",
  140: "#a8d4d9",
  150: "#c0e2e6",
  160: "#daf1f3",
};

export const lightTheme: Theme = createLightTheme(brand);

export const darkTheme: Theme = {
  ...createDarkTheme(brand),
  colorBrandForeground1: brand[120],
  colorBrandForeground2: brand[130],
  colorBrandForegroundLink: brand[120],
  colorBrandForegroundLinkHover: brand[130],
};

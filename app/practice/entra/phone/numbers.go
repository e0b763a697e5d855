package phone

import "strings"

// Country is one of those whose telephone numbers can be chosen.
type Country struct{ Code, Name, Calling string }

// Countries are in the order of their names (ISO 3166-1 alpha-2, ITU-T E.164). The first
// choice of the page is the one of the numbers that are kept free for fiction.
var Countries = []Country{
	{"AR", "Argentina", "54"}, {"AU", "Australia", "61"}, {"AT", "Austria", "43"}, {"BE", "Belgium", "32"}, {"BR", "Brazil", "55"},
	{"BG", "Bulgaria", "359"}, {"CA", "Canada", "1"}, {"CL", "Chile", "56"}, {"CN", "China", "86"}, {"CO", "Colombia", "57"},
	{"HR", "Croatia", "385"}, {"CY", "Cyprus", "357"}, {"CZ", "Czechia", "420"}, {"DK", "Denmark", "45"}, {"EG", "Egypt", "20"},
	{"EE", "Estonia", "372"}, {"FI", "Finland", "358"}, {"FR", "France", "33"}, {"DE", "Germany", "49"}, {"GR", "Greece", "30"},
	{"HK", "Hong Kong", "852"}, {"HU", "Hungary", "36"}, {"IS", "Iceland", "354"}, {"IN", "India", "91"}, {"ID", "Indonesia", "62"},
	{"IE", "Ireland", "353"}, {"IL", "Israel", "972"}, {"IT", "Italy", "39"}, {"JP", "Japan", "81"}, {"KR", "Korea (South)", "82"},
	{"LV", "Latvia", "371"}, {"LI", "Liechtenstein", "423"}, {"LT", "Lithuania", "370"}, {"LU", "Luxembourg", "352"}, {"MY", "Malaysia", "60"},
	{"MT", "Malta", "356"}, {"MX", "Mexico", "52"}, {"MA", "Morocco", "212"}, {"NL", "Netherlands", "31"}, {"NZ", "New Zealand", "64"},
	{"NG", "Nigeria", "234"}, {"NO", "Norway", "47"}, {"PE", "Peru", "51"}, {"PH", "Philippines", "63"}, {"PL", "Poland", "48"},
	{"PT", "Portugal", "351"}, {"RO", "Romania", "40"}, {"SA", "Saudi Arabia", "966"}, {"RS", "Serbia", "381"}, {"SG", "Singapore", "65"},
	{"SK", "Slovakia", "421"}, {"SI", "Slovenia", "386"}, {"ZA", "South Africa", "27"}, {"ES", "Spain", "34"}, {"SE", "Sweden", "46"},
	{"CH", "Switzerland", "41"}, {"TW", "Taiwan", "886"}, {"TH", "Thailand", "66"}, {"TR", "Türkiye", "90"}, {"UA", "Ukraine", "380"},
	{"AE", "United Arab Emirates", "971"}, {"GB", "United Kingdom", "44"}, {"US", "United States", "1"}, {"VN", "Vietnam", "84"},
}

// FirstCountry is the code of the country that the page offers first.
const FirstCountry = "US"

// DialledNumber is a number as it is dialled, "+43 6601234567"; "" when it can't be one. What
// was typed may have the calling code and the zero that is dialled inside the country;
// Italy's numbers keep theirs.
func DialledNumber(code, typed string) string {
	var home Country
	for _, c := range Countries {
		if c.Code == code {
			home = c
		}
	}
	digits := strings.Map(func(r rune) rune {
		if strings.ContainsRune(" -/().\u00a0", r) {
			return -1
		}
		return r
	}, strings.TrimSpace(typed))
	for _, prefix := range []string{"+", "00"} {
		if rest, ok := strings.CutPrefix(digits, prefix); ok {
			if digits, ok = strings.CutPrefix(rest, home.Calling); !ok {
				return ""
			}
			break
		}
	}
	if home.Code != "IT" {
		digits = strings.TrimLeft(digits, "0")
	}
	const fewest, most = 4, 15 // E.164 section 6.1: 15 with the calling code
	if home.Code == "" || strings.Trim(digits, "0123456789") != "" || len(digits) < fewest || len(home.Calling)+len(digits) > most {
		return ""
	}
	return "+" + home.Calling + " " + digits
}

package scenario

import "strings"

// nearestUser compares what stands before the @ only: the rest is the same everywhere.
func nearestUser(typed string, names []string) string {
	local, domain, _ := strings.Cut(typed, "@")
	if local == "" || domain == "" {
		return nearest(typed, names)
	}
	byLocal, locals := map[string]string{}, []string{}
	for _, name := range names {
		l, _, _ := strings.Cut(name, "@")
		byLocal[l], locals = name, append(locals, l)
	}
	return byLocal[nearest(local, locals)]
}

// nearest is the name that was probably meant; "" when none is near.
func nearest(typed string, names []string) string {
	if len(typed) > 100 {
		return ""
	}
	best, least := "", max(2, len(typed)/3)+1
	for _, name := range names {
		if name == "" || len(name)-len(typed) >= least || len(typed)-len(name) >= least {
			continue
		}
		if d := distance(strings.ToLower(typed), strings.ToLower(name)); d < least {
			best, least = name, d
		}
	}
	return best
}

// distance is how many bytes have to be put in, taken out or exchanged (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(diagonal+cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

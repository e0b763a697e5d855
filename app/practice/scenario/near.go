package scenario

import (
	"strings"

	"latchkey/app/nearest"
)

// nearestUser compares what stands before the @ only: the rest is the same everywhere.
func nearestUser(typed string, names []string) string {
	local, domain, _ := strings.Cut(typed, "@")
	if local == "" || domain == "" {
		return nearest.Name(typed, names)
	}
	byLocal, locals := map[string]string{}, []string{}
	for _, name := range names {
		l, _, _ := strings.Cut(name, "@")
		byLocal[l], locals = name, append(locals, l)
	}
	return byLocal[nearest.Name(local, locals)]
}

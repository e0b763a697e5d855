package doctor

import (
	"context"
	"strconv"
	"strings"

	"latchkey/app/problem"
)

// rangeOf finds a port in the table of Windows' excluded ranges. Its words are in the
// system's language; a line of two numbers is a range, which may end with a star.
func rangeOf(port int, table string) string {
	for line := range strings.Lines(table) {
		columns := strings.Fields(line)
		if len(columns) < 2 {
			continue
		}
		first, err := strconv.Atoi(columns[0])
		if err != nil {
			continue
		}
		if last, err := strconv.Atoi(columns[1]); err == nil && first <= port && port <= last {
			return columns[0] + "-" + columns[1]
		}
	}
	return ""
}

// withRange adds its range to the problem of a reserved port.
func withRange(ctx context.Context, err error) error {
	p := problem.From(err)
	if p == nil || p.Code != "port-reserved" {
		return err
	}
	port, err := strconv.Atoi(p.Args["port"])
	if err != nil {
		return p
	}
	if found := rangeOf(port, excludedPorts(ctx)); found != "" {
		return p.With("range", found)
	}
	return p
}

package doctor

import (
	"errors"
	"testing"

	"latchkey/app/problem"
)

// As Windows prints it, in German.
const table = `
Ausschlussbereiche für Protokoll tcp-Ports

Startport     Endport
----------    --------
        80          80
      8380        8479
     50000       50059     *

* - Verwaltete Portausschlüsse.
`

func TestAReservedPortIsToldWithItsRange(t *testing.T) {
	for port, want := range map[int]string{80: "80-80", 8380: "8380-8479", 8400: "8380-8479", 8479: "8380-8479", 8480: "", 50001: "50000-50059", 1: ""} {
		if got := rangeOf(port, table); got != want {
			t.Errorf("%d is in %q, want %q", port, got, want)
		}
	}
	other := errors.New("another")
	if got := withRange(t.Context(), other); got != other {
		t.Errorf("%v", got)
	}
	reserved := problem.New(problem.Network, "port-reserved").With("port", "8400")
	if got := problem.From(withRange(t.Context(), reserved)); got.Code != "port-reserved" || got.Words().Title != "The port is reserved" {
		t.Errorf("%v", got)
	}
}

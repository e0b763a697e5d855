package practice

import (
	"context"
	"net/http"
)

func (a controlAPI) faultRoutes(on routes) {
	on("GET /faults", func(*http.Request) (any, error) { return a.owner.faults.all(), nil })
	on("PUT /faults", a.setFaults)
	on("DELETE /faults", func(*http.Request) (any, error) { return done{}, a.owner.faults.set(nil) })
}

func (a controlAPI) setFaults(r *http.Request) (any, error) {
	list := []Fault{}
	if err := readJSON(r, &list); err != nil {
		return nil, err
	}
	if err := a.owner.faults.set(list); err != nil {
		return nil, err
	}
	return a.owner.faults.all(), nil
}

// Faults lists what is injected, with how often it happened.
func (c Control) Faults(ctx context.Context) (all []Fault, err error) {
	err = c.call(ctx, http.MethodGet, "/faults", nil, &all)
	return all, err
}

// SetFaults replaces the faults; none takes them all away. Problem: Input
// "practice-fault".
func (c Control) SetFaults(ctx context.Context, list ...Fault) error {
	if list == nil {
		list = []Fault{}
	}
	return c.call(ctx, http.MethodPut, "/faults", list, nil)
}

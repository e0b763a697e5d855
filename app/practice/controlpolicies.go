package practice

import (
	"context"
	"net/http"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// What an administrator demands, and reads afterwards.
type (
	Policies = directory.Policies
	// Rule is one Conditional Access policy.
	Rule = directory.Rule
	// Outcome is what a rule can make of a sign-in.
	Outcome = aadsts.Outcome
	// SignIn is a row of the sign-in log.
	SignIn = directory.SignIn
)

func (a controlAPI) policyRoutes(on routes) {
	on("GET /policies", func(*http.Request) (any, error) { return a.engine.Policies(), nil })
	on("PUT /policies", a.setPolicies)
	on("GET /outcomes", func(*http.Request) (any, error) { return aadsts.Outcomes(), nil })
	on("GET /signins", func(*http.Request) (any, error) { return a.engine.SignIns(), nil })
}

func (a controlAPI) setPolicies(r *http.Request) (any, error) {
	var in Policies
	if err := readJSON(r, &in); err != nil {
		return nil, err
	}
	if err := a.engine.SetPolicies(in); err != nil {
		return nil, err
	}
	return a.engine.Policies(), nil
}

// Policies are what holds for everybody.
func (c Control) Policies(ctx context.Context) (p Policies, err error) {
	err = c.call(ctx, http.MethodGet, "/policies", nil, &p)
	return p, err
}

// SetPolicies replaces all of them. Problem: Input "practice-policies".
func (c Control) SetPolicies(ctx context.Context, p Policies) error {
	return c.call(ctx, http.MethodPut, "/policies", p, nil)
}

// Outcomes are what rules can name.
func (c Control) Outcomes(ctx context.Context) (all []Outcome, err error) {
	err = c.call(ctx, http.MethodGet, "/outcomes", nil, &all)
	return all, err
}

// SignIns is the sign-in log, oldest first.
func (c Control) SignIns(ctx context.Context) (all []SignIn, err error) {
	err = c.call(ctx, http.MethodGet, "/signins", nil, &all)
	return all, err
}

package practice

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"latchkey/app/practice/entra/directory"
	"latchkey/app/problem"
)

// What an administrator keeps of people.
type (
	// Person is a user as an administrator keeps them.
	Person = directory.Person
	// Phones are a person's telephone numbers.
	Phones = directory.Phones
	// AppPassword is a password for a program that can't ask for a second factor.
	AppPassword = directory.AppPassword
)

// The bodies about people.
type (
	passWanted struct {
		Minutes int  `json:"minutes"` // 10 to 43200; 0 is 60
		Once    bool `json:"once"`
	}
	passAnswer struct {
		Pass string `json:"pass"`
	}
	methodsWanted struct {
		Methods []string `json:"methods"`
		directory.Phones
	}
	labelWanted struct {
		Label string `json:"label"`
	}
)

func (a controlAPI) peopleRoutes(on routes) {
	e := a.engine
	on("GET /users", func(*http.Request) (any, error) { return e.Users(), nil })
	on("GET /users/{user}/code", a.code)
	on("GET /codes", func(*http.Request) (any, error) { return e.Codes(), nil })
	on("GET /people", a.people)
	on("GET /people/{user}", func(r *http.Request) (any, error) { return e.Person(r.PathValue("user")) })
	on("PUT /people/{user}", a.putPerson)
	on("DELETE /people/{user}", func(r *http.Request) (any, error) { return done{}, e.RemovePerson(r.PathValue("user")) })
	on("PUT /people/{user}/methods", a.setMethods)
	on("POST /people/{user}/register-again", func(r *http.Request) (any, error) { return done{}, e.RequireRegistration(r.PathValue("user")) })
	on("POST /people/{user}/unblock", func(r *http.Request) (any, error) { return done{}, e.Unblock(r.PathValue("user")) })
	on("POST /people/{user}/revoke", func(r *http.Request) (any, error) { return done{}, e.Revoke(r.PathValue("user")) })
	on("POST /people/{user}/pass", a.issuePass)
	on("GET /people/{user}/app-passwords", func(r *http.Request) (any, error) { return e.AppPasswords(r.PathValue("user")), nil })
	on("POST /people/{user}/app-passwords", a.addAppPassword)
	on("DELETE /people/{user}/app-passwords", func(r *http.Request) (any, error) {
		return done{}, e.DeleteAppPasswords(r.PathValue("user"))
	})
}

// code is one user's one-time code.
func (a controlAPI) code(r *http.Request) (any, error) {
	for _, c := range a.engine.Codes() {
		if strings.EqualFold(c.UserPrincipalName, r.PathValue("user")) {
			return c, nil
		}
	}
	return nil, problem.New(problem.NotFound, "practice-no-code").With("user", r.PathValue("user"))
}

func (a controlAPI) people(*http.Request) (any, error) {
	list := []Person{}
	for _, u := range a.engine.Users() {
		if p, err := a.engine.Person(u.UserPrincipalName); err == nil { // else they were removed just now
			list = append(list, p)
		}
	}
	return list, nil
}

// putPerson takes the name from the path; the body may leave it out.
func (a controlAPI) putPerson(r *http.Request) (any, error) {
	var in Person
	if err := readJSON(r, &in); err != nil {
		return nil, err
	}
	if name := r.PathValue("user"); in.UserPrincipalName == "" {
		in.UserPrincipalName = name
	} else if !strings.EqualFold(in.UserPrincipalName, name) {
		return nil, problem.New(problem.Input, "practice-person").With("user", name).At("userPrincipalName")
	}
	if err := a.engine.PutPerson(in); err != nil {
		return nil, err
	}
	return a.engine.Person(in.UserPrincipalName)
}

func (a controlAPI) setMethods(r *http.Request) (any, error) {
	var in methodsWanted
	if err := readJSON(r, &in); err != nil {
		return nil, err
	}
	if err := a.engine.SetMethods(r.PathValue("user"), in.Methods, in.Phones); err != nil {
		return nil, err
	}
	return a.engine.Person(r.PathValue("user"))
}

func (a controlAPI) issuePass(r *http.Request) (any, error) {
	var in passWanted
	if err := readJSON(r, &in); err != nil {
		return nil, err
	}
	pass, err := a.engine.IssuePass(r.PathValue("user"), in.Minutes, in.Once)
	return passAnswer{pass}, err
}

func (a controlAPI) addAppPassword(r *http.Request) (any, error) {
	var in labelWanted
	if err := readJSON(r, &in); err != nil {
		return nil, err
	}
	return a.engine.AddAppPassword(r.PathValue("user"), in.Label)
}

func personPath(name string) string { return "/people/" + url.PathEscape(name) }

// People lists everybody as an administrator keeps them.
func (c Control) People(ctx context.Context) (all []Person, err error) {
	err = c.call(ctx, http.MethodGet, "/people", nil, &all)
	return all, err
}

// Person is one of them. Problem: NotFound "practice-no-user".
func (c Control) Person(ctx context.Context, name string) (p Person, err error) {
	err = c.call(ctx, http.MethodGet, personPath(name), nil, &p)
	return p, err
}

// PutPerson adds or replaces a person.
func (c Control) PutPerson(ctx context.Context, p Person) error {
	return c.call(ctx, http.MethodPut, personPath(p.UserPrincipalName), p, nil)
}

// RemovePerson takes a person away, with everything that they have begun.
func (c Control) RemovePerson(ctx context.Context, name string) error {
	return c.call(ctx, http.MethodDelete, personPath(name), nil, nil)
}

// SetMethods replaces a person's second factors.
func (c Control) SetMethods(ctx context.Context, name string, methods []string, phones Phones) error {
	return c.call(ctx, http.MethodPut, personPath(name)+"/methods", methodsWanted{methods, phones}, nil)
}

// RequireRegistration asks a person for new second factors at the next sign-in.
func (c Control) RequireRegistration(ctx context.Context, name string) error {
	return c.call(ctx, http.MethodPost, personPath(name)+"/register-again", nil, nil)
}

// Unblock lets a person use second factors again after a report, and dismisses a high risk.
func (c Control) Unblock(ctx context.Context, name string) error {
	return c.call(ctx, http.MethodPost, personPath(name)+"/unblock", nil, nil)
}

// Revoke ends a person's sign-ins everywhere, and the tokens of programs that claim cp1.
func (c Control) Revoke(ctx context.Context, name string) error {
	return c.call(ctx, http.MethodPost, personPath(name)+"/revoke", nil, nil)
}

// IssuePass gives a person a Temporary Access Pass for so many minutes; 0 is 60.
func (c Control) IssuePass(ctx context.Context, name string, minutes int, once bool) (string, error) {
	var out passAnswer
	err := c.call(ctx, http.MethodPost, personPath(name)+"/pass", passWanted{minutes, once}, &out)
	return out.Pass, err
}

// AppPasswords lists a person's app passwords, without their values.
func (c Control) AppPasswords(ctx context.Context, name string) (all []AppPassword, err error) {
	err = c.call(ctx, http.MethodGet, personPath(name)+"/app-passwords", nil, &all)
	return all, err
}

// AddAppPassword makes one; its value is in the answer and nowhere else.
func (c Control) AddAppPassword(ctx context.Context, name, label string) (made AppPassword, err error) {
	err = c.call(ctx, http.MethodPost, personPath(name)+"/app-passwords", labelWanted{label}, &made)
	return made, err
}

// DeleteAppPasswords takes all of a person's away.
func (c Control) DeleteAppPasswords(ctx context.Context, name string) error {
	return c.call(ctx, http.MethodDelete, personPath(name)+"/app-passwords", nil, nil)
}

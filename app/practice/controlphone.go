package practice

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"latchkey/app/practice/entra/phone"
)

// What a simulated phone shows beside prompts and codes.
type (
	// Message is a text or a call.
	Message = phone.Message
	// Enrolment is a QR code that is being shown.
	Enrolment = phone.Enrolment
)

// The bodies about phones.
type (
	approval struct {
		Number string `json:"number"`
	}
	keysPressed struct {
		Keys string `json:"keys"`
	}
	scanned struct {
		Text string `json:"text"`
	}
)

func (a controlAPI) phoneRoutes(on routes) {
	e := a.engine
	on("GET /prompts", func(*http.Request) (any, error) { return e.Prompts(), nil })
	on("POST /prompts/{id}/approve", a.approve)
	on("POST /prompts/{id}/deny", func(r *http.Request) (any, error) { return done{}, e.Deny(r.PathValue("id")) })
	on("POST /prompts/{id}/report", func(r *http.Request) (any, error) { return done{}, e.Report(r.PathValue("id")) })
	on("GET /messages", a.messages)
	on("POST /calls/{id}/keys", a.press)
	on("POST /calls/{id}/hang-up", func(r *http.Request) (any, error) { return done{}, e.HangUp(r.PathValue("id")) })
	on("GET /enrolments", func(*http.Request) (any, error) { return e.Enrolments(), nil })
	on("POST /scan", a.scan)
}

func (a controlAPI) approve(r *http.Request) (any, error) {
	var in approval
	if err := readJSON(r, &in); err != nil {
		return nil, err
	}
	return done{}, a.engine.Approve(r.PathValue("id"), strings.TrimSpace(in.Number))
}

// messages are all, or those of ?user=, which may be there several times.
func (a controlAPI) messages(r *http.Request) (any, error) {
	list, users := []Message{}, []string{}
	for _, user := range r.URL.Query()["user"] {
		if user = normal(user); user != "" {
			users = append(users, user)
		}
	}
	for _, m := range a.engine.Messages() {
		if len(users) == 0 || slices.Contains(users, m.UserPrincipalName) {
			list = append(list, m)
		}
	}
	return list, nil
}

func (a controlAPI) press(r *http.Request) (any, error) {
	var in keysPressed
	if err := readJSON(r, &in); err != nil {
		return nil, err
	}
	return done{}, a.engine.AnswerCall(r.PathValue("id"), in.Keys)
}

func (a controlAPI) scan(r *http.Request) (any, error) {
	var in scanned
	if err := readJSON(r, &in); err != nil {
		return nil, err
	}
	return done{}, a.engine.Scan(in.Text)
}

// Prompts lists the questions that wait on the simulated phones, oldest first.
func (c Control) Prompts(ctx context.Context) (all []Prompt, err error) {
	err = c.call(ctx, http.MethodGet, "/prompts", nil, &all)
	return all, err
}

func promptPath(id string) string { return "/prompts/" + url.PathEscape(id) }

// Approve answers a prompt with yes and the number that the browser shows.
func (c Control) Approve(ctx context.Context, id, number string) error {
	return c.call(ctx, http.MethodPost, promptPath(id)+"/approve", approval{number}, nil)
}

// Deny answers a prompt with no.
func (c Control) Deny(ctx context.Context, id string) error {
	return c.call(ctx, http.MethodPost, promptPath(id)+"/deny", nil, nil)
}

// Report answers a prompt with "not me".
func (c Control) Report(ctx context.Context, id string) error {
	return c.call(ctx, http.MethodPost, promptPath(id)+"/report", nil, nil)
}

// Messages lists the texts and calls of the last hours to some users, or to everybody
// when none is named, oldest first.
func (c Control) Messages(ctx context.Context, users ...string) (all []Message, err error) {
	err = c.call(ctx, http.MethodGet, "/messages?"+url.Values{"user": users}.Encode(), nil, &all)
	return all, err
}

// AnswerCall picks a call up and presses keys: # approves, 0#1 reports the sign-in.
func (c Control) AnswerCall(ctx context.Context, id, keys string) error {
	return c.call(ctx, http.MethodPost, "/calls/"+url.PathEscape(id)+"/keys", keysPressed{keys}, nil)
}

// HangUp ends a call without an approval, or doesn't pick it up.
func (c Control) HangUp(ctx context.Context, id string) error {
	return c.call(ctx, http.MethodPost, "/calls/"+url.PathEscape(id)+"/hang-up", nil, nil)
}

// Enrolments lists the QR codes that are being shown.
func (c Control) Enrolments(ctx context.Context) (all []Enrolment, err error) {
	err = c.call(ctx, http.MethodGet, "/enrolments", nil, &all)
	return all, err
}

// Scan lets the simulated phone take a QR code: by the enrolment's ID, by what the code
// says, or by its secret.
func (c Control) Scan(ctx context.Context, text string) error {
	return c.call(ctx, http.MethodPost, "/scan", scanned{text}, nil)
}

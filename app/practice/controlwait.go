package practice

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"latchkey/app/practice/entra"
	"latchkey/app/problem"
)

// The kinds of what comes to a phone.
const (
	KindPush  = "push"
	KindText  = "text"
	KindCall  = "call"
	KindEmail = "email"
)

// Waiting is what has come to a phone and was not answered, typed or missed yet.
type Waiting struct {
	Kind              string `json:"kind"` // "push", "text", "call" or "email"
	ID                string `json:"id"`   // of the prompt, the text or the call
	UserPrincipalName string `json:"userPrincipalName"`
	DisplayName       string `json:"displayName"`
	Application       string `json:"application"`
	Number            string `json:"number,omitempty"`    // of a push: what the browser shows
	Place             string `json:"place,omitempty"`     // of a push: see phone.Prompt
	Telephone         string `json:"telephone,omitempty"` // of a text or a call: what was dialled; of an e-mail: the address
	Body              string `json:"body,omitempty"`      // of a text, or what the voice says
	Code              string `json:"code,omitempty"`      // of a text
	// CreatedAt and ExpiresAt are by the practice clock.
	CreatedAt time.Time `json:"createdAt"`
	ExpiresAt time.Time `json:"expiresAt"`
}

// The states of texts and calls that wait; see phone.Message.
var waitingStates = []string{"sent", "ringing", "answered", "reporting"}

// waitingFor lists what waits for a user ("" for all) of a kind ("" for all), oldest first.
func waitingFor(engine *entra.Server, user, kind string) []Waiting {
	var all []Waiting
	for _, p := range engine.Prompts() {
		all = append(all, Waiting{
			Kind: KindPush, ID: p.ID, UserPrincipalName: p.UserPrincipalName, DisplayName: p.DisplayName,
			Application: p.Application, Number: p.Number, Place: p.Place, CreatedAt: p.CreatedAt, ExpiresAt: p.ExpiresAt,
		})
	}
	for _, m := range engine.Messages() {
		if !slices.Contains(waitingStates, m.State) {
			continue
		}
		all = append(all, Waiting{
			Kind: m.Kind, ID: m.ID, UserPrincipalName: m.UserPrincipalName, DisplayName: m.DisplayName, Application: m.Application,
			Telephone: m.Number, Body: m.Body, Code: m.Code, CreatedAt: m.CreatedAt, ExpiresAt: m.ExpiresAt,
		})
	}
	all = slices.DeleteFunc(all, func(w Waiting) bool {
		return user != "" && w.UserPrincipalName != user || kind != "" && w.Kind != kind
	})
	slices.SortStableFunc(all, func(a, b Waiting) int { return cmp.Compare(a.CreatedAt.Unix(), b.CreatedAt.Unix()) })
	return all
}

func normal(user string) string { return strings.ToLower(strings.TrimSpace(user)) }

// waitTime is how long one long poll lasts when nothing else is asked for, and
// longestWait at most.
const (
	waitTime    = 25 * time.Second
	longestWait = 50 * time.Second
)

// isLongPoll says whether a control request may wait.
func isLongPoll(path string) bool {
	return path == controlBase+"/wait" || path == controlBase+"/wait-prompt"
}

func (a controlAPI) waitRoutes(on routes) {
	on("GET /wait", a.wait)
	on("GET /wait-prompt", a.waitPrompt)
}

// wait answers when the state has another rev, or after waitTime with the same.
func (a controlAPI) wait(r *http.Request) (any, error) {
	rev, err := strconv.Atoi(r.URL.Query().Get("rev"))
	if err != nil {
		return nil, badRequest(err)
	}
	ctx, cancel := context.WithTimeout(r.Context(), waitTime)
	defer cancel()
	now, err := a.engine.Wait(ctx, rev)
	if err != nil && ctx.Err() == nil {
		return nil, err
	}
	return revAnswer{now}, nil
}

// waitPrompt answers with what waits on a user's phone, as soon as there is something.
func (a controlAPI) waitPrompt(r *http.Request) (any, error) {
	q := r.URL.Query()
	user, kind, timeout := normal(q.Get("user")), q.Get("kind"), waitTime
	if !slices.Contains([]string{"", KindPush, KindText, KindCall, KindEmail}, kind) {
		return nil, problem.New(problem.Input, "practice-control-request").At("kind")
	}
	if text := q.Get("timeoutSeconds"); text != "" {
		n, err := strconv.ParseFloat(text, 64)
		if err != nil || !(n >= 0 && n <= longestWait.Seconds()) {
			return nil, problem.New(problem.Input, "practice-seconds").At("timeoutSeconds")
		}
		timeout = time.Duration(n * float64(time.Second))
	}
	if user != "" {
		if _, err := a.engine.Person(user); err != nil {
			return nil, err
		}
	}
	ctx, cancel := context.WithTimeout(r.Context(), timeout)
	defer cancel()
	for {
		rev := a.engine.State().Rev // before looking: what comes meanwhile ends the wait
		for _, w := range waitingFor(a.engine, user, kind) {
			if w.ID != q.Get("after") {
				return w, nil
			}
		}
		if _, err := a.engine.Wait(ctx, rev); err != nil {
			return nil, problem.New(problem.TimedOut, "practice-not-prompted").With("user", q.Get("user"))
		}
	}
}

// Wait returns when the state's rev is another than rev, also across a change of
// leaders, or when ctx ends.
func (c Control) Wait(ctx context.Context, rev int) (int, error) {
	for {
		var now revAnswer
		err := c.call(ctx, http.MethodGet, "/wait?rev="+strconv.Itoa(rev), nil, &now)
		if err != nil || now.Rev != rev {
			return now.Rev, err
		}
	}
}

// WaitPrompt returns what waits on a user's phone ("" is anybody's) of a kind ("" is any),
// as soon as there is something, also across a change of leaders, or ends with ctx. What
// has the ID after is passed over.
func (c Control) WaitPrompt(ctx context.Context, user, kind, after string) (Waiting, error) {
	q := url.Values{"user": {user}, "kind": {kind}, "after": {after}}
	for {
		var w Waiting
		err := c.call(ctx, http.MethodGet, "/wait-prompt?"+q.Encode(), nil, &w)
		if p := problem.From(err); err == nil || p.Code != "practice-not-prompted" || ctx.Err() != nil {
			return w, err
		}
	}
}

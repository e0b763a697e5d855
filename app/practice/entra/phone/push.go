package phone

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/problem"
)

// pushTimeout is how long the phone asks, in seconds.
const pushTimeout = 60

// nowhere is the place of a sign-in while the policies name none: its address is this machine's.
const nowhere = "This computer"

// Prompt is a question on the simulated phone.
type Prompt struct {
	ID                string `json:"id"`
	UserPrincipalName string `json:"userPrincipalName"`
	DisplayName       string `json:"displayName"`
	Application       string `json:"application"`
	// Number is what the browser shows. A real phone doesn't know it: show it to
	// scripts, not on the phone. "" is a prompt that is approved without a number.
	Number   string `json:"number"`
	Key      bool   `json:"key,omitempty"`      // a security key that wants to be touched
	NoReport bool   `json:"noReport,omitempty"` // it can't be reported
	// NoApplication says that the phone doesn't name the application, and Place is where it says
	// that the sign-in comes from: see directory.Policies. A security key's dialog always names it.
	NoApplication bool      `json:"noApplication,omitempty"`
	Place         string    `json:"place,omitempty"`
	CreatedAt     time.Time `json:"createdAt"`
	ExpiresAt     time.Time `json:"expiresAt"` // by the practice clock
}

// Prompts lists the waiting prompts, oldest first.
func (s *Phone) Prompts() []Prompt {
	l := s.Lock()
	defer l.Unlock()
	list := []Prompt{}
	for id, p := range l.Prompts.All() {
		if l.PromptState(p) != directory.PromptWaiting {
			continue
		}
		v := Prompt{
			ID: id, UserPrincipalName: p.User, Number: strconv.Itoa(p.Number),
			CreatedAt: time.Unix(p.Created, 0).UTC(), ExpiresAt: time.Unix(p.Expires, 0).UTC(),
		}
		v.Key, v.NoReport = p.Key, p.Key || l.Policies().NoFraudReports
		v.NoApplication = !p.Key && !l.Policies().ShowApplication
		if !p.Key && l.Policies().ShowPlace {
			v.Place = cmp.Or(l.Policies().Place, nowhere)
		}
		if p.Number == 0 {
			v.Number = ""
		}
		if u := l.User(p.User); u != nil {
			v.DisplayName = u.Display()
		}
		if a := l.App(p.App); a != nil {
			v.Application = a.Name
		}
		list = append(list, v)
	}
	slices.SortFunc(list, func(a, b Prompt) int {
		if c := a.CreatedAt.Compare(b.CreatedAt); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	return list
}

// SendPrompt puts a question on a user's phone, where the simulated security key is, too.
func SendPrompt(l *directory.Locked, name, app string, key bool) string {
	id, now := aadsts.GUID(l.RandomBytes(16)), l.Unix()
	n := new(big.Int).SetBytes(l.RandomBytes(8))
	number := 10 + int(n.Mod(n, big.NewInt(90)).Int64())
	if key || l.Policies().PushWithoutNumber {
		number = 0
	}
	l.Prompts.Put(id, directory.PromptRow{User: name, App: app, Number: number, Key: key, State: directory.PromptWaiting, Created: now, Expires: now + pushTimeout})
	l.NotifyChange()
	return id
}

// Approve answers a prompt with the number that the person read in the browser; a
// prompt without one takes anything. A wrong number ends the prompt, so that nobody
// can try all ninety. Problems: NotFound "prompt-not-found", Conflict
// "prompt-answered", TimedOut "prompt-expired", Input "prompt-wrong-number".
func (s *Phone) Approve(id, number string) error {
	return s.settle(id, func(l *directory.Locked, p *directory.PromptRow) error {
		if p.Number != 0 && number != strconv.Itoa(p.Number) {
			p.State = directory.PromptWrong
			return problem.New(problem.Input, "prompt-wrong-number")
		}
		p.State = directory.PromptApproved
		return nil
	})
}

// Deny answers "No, it's not me". Problems as for Approve.
func (s *Phone) Deny(id string) error {
	return s.settle(id, func(l *directory.Locked, p *directory.PromptRow) error { p.State = directory.PromptDenied; return nil })
}

// Report denies and reports the prompt as suspicious, see directory.ReportSuspicious. Problems as for Approve, and Conflict "fraud-reports-off", "key-cannot-report".
func (s *Phone) Report(id string) error {
	return s.settle(id, func(l *directory.Locked, p *directory.PromptRow) error {
		switch {
		case p.Key:
			return problem.New(problem.Conflict, "key-cannot-report")
		case l.Policies().NoFraudReports:
			return problem.New(problem.Conflict, "fraud-reports-off")
		}
		p.State = directory.PromptReported
		l.ReportSuspicious(p.User)
		return nil
	})
}

func (s *Phone) settle(id string, answer func(*directory.Locked, *directory.PromptRow) error) error {
	l := s.Lock()
	defer l.Unlock()
	p, ok := l.Prompts.Find(id)
	if !ok {
		return problem.New(problem.NotFound, "prompt-not-found")
	}
	switch l.PromptState(p) {
	case directory.PromptWaiting:
	case directory.PromptExpired:
		return problem.New(problem.TimedOut, "prompt-expired")
	default:
		return problem.New(problem.Conflict, "prompt-answered")
	}
	err := answer(l, &p)
	l.Prompts.Put(id, p)
	if p.State != directory.PromptApproved {
		logDenied(l, id)
	}
	l.NotifyChange()
	return err
}

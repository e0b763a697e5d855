package api

import (
	"context"
	"slices"
	"strings"
	"time"

	"latchkey/app/practice"
	"latchkey/app/problem"
)

// What one look at the phone shows at most: everybody's codes are only of use while they
// are few, and old texts never.
const (
	mostCodes    = 12
	mostMessages = 20
)

// Phone is everything that waits on a person's simulated phone, or on everybody's for "".
func (s *Practice) Phone(owner string) (Phone, error) {
	c, ctx, cancel, err := s.control()
	if err != nil {
		return Phone{}, err
	}
	defer cancel()
	prompts, err := c.Prompts(ctx)
	if err != nil {
		return Phone{}, err
	}
	codes, err := c.Codes(ctx)
	if err != nil {
		return Phone{}, err
	}
	messages, err := c.Messages(ctx, "")
	if err != nil {
		return Phone{}, err
	}
	enrolments, err := c.Enrolments(ctx)
	if err != nil {
		return Phone{}, err
	}
	now, err := c.Clock(ctx)
	if err != nil {
		return Phone{}, err
	}
	v := phone{owner: strings.ToLower(strings.TrimSpace(owner)), now: now}
	v.prompts(prompts)
	v.codes(codes)
	v.messages(messages)
	v.enrolments(enrolments)
	return v.Phone, nil
}

// phone is a look at the phone that is being put together.
type phone struct {
	Phone
	owner string
	now   time.Time
}

func (v *phone) of(user string) bool { return v.owner == "" || v.owner == user }

func (v *phone) left(until time.Time) int {
	return max(0, int(until.Sub(v.now).Round(time.Second).Seconds()))
}

func (v *phone) prompts(all []practice.Prompt) {
	v.Prompts = []PhonePrompt{}
	for _, p := range all {
		if v.of(p.UserPrincipalName) {
			v.Prompts = append(v.Prompts, PhonePrompt{
				ID: p.ID, UserPrincipalName: p.UserPrincipalName, DisplayName: p.DisplayName, Application: shownApplication(p), Place: p.Place,
				Number: p.Number != "", Key: p.Key, Report: !p.NoReport, SecondsLeft: v.left(p.ExpiresAt),
			})
		}
	}
}

// shownApplication is the application as the phone names it; "" where it doesn't.
func shownApplication(p practice.Prompt) string {
	if p.NoApplication {
		return ""
	}
	return p.Application
}

// codes come with those first of accounts that were scanned just now: somebody waits for
// them.
func (v *phone) codes(all []practice.Code) {
	fresh, known := []PhoneCode{}, []PhoneCode{}
	for _, c := range all {
		if !v.of(c.UserPrincipalName) {
			continue
		}
		code := PhoneCode{
			UserPrincipalName: c.UserPrincipalName, Code: c.Code, Used: c.Used, Tenant: c.Tenant, Fresh: c.New, SecondsLeft: v.left(c.ValidUntil),
		}
		if strings.HasSuffix(c.UserPrincipalName, "@"+c.Tenant) {
			code.Tenant = "" // at home
		}
		if c.New {
			fresh = append(fresh, code)
		} else {
			known = append(known, code)
		}
	}
	if room := max(0, mostCodes-len(fresh)); v.owner == "" && len(known) > room {
		v.HiddenCodes = len(known) - room
		known = known[:room]
	}
	v.Codes = append(fresh, known...)
}

func (v *phone) messages(all []practice.Message) {
	v.Messages = []PhoneMessage{}
	for _, m := range slices.Backward(all) {
		if !v.of(m.UserPrincipalName) || len(v.Messages) == mostMessages {
			continue
		}
		v.Messages = append(v.Messages, PhoneMessage{
			ID: m.ID, UserPrincipalName: m.UserPrincipalName, DisplayName: m.DisplayName, Application: m.Application,
			Kind: m.Kind, Number: m.Number, Body: m.Body, Code: m.Code, State: m.State,
			CreatedAt: m.CreatedAt.Format(time.RFC3339), SecondsLeft: v.left(m.ExpiresAt),
		})
	}
}

func (v *phone) enrolments(all []practice.Enrolment) {
	v.Enrolments = []PhoneEnrolment{}
	for _, e := range all {
		if v.of(e.UserPrincipalName) {
			v.Enrolments = append(v.Enrolments, PhoneEnrolment{
				ID: e.ID, UserPrincipalName: e.UserPrincipalName, DisplayName: e.DisplayName, Tenant: e.Tenant,
				Typed: inFours(e.Secret), Scanned: e.Scanned,
			})
		}
	}
}

// inFours writes a secret as it stands beside a QR code.
func inFours(text string) string {
	var parts []string
	for part := range slices.Chunk([]byte(text), 4) {
		parts = append(parts, string(part))
	}
	return strings.Join(parts, " ")
}

// Approve answers a prompt with Yes and the number that the browser shows, "" where none
// is asked for.
func (s *Practice) Approve(promptID, number string) error {
	return s.answer(func(ctx context.Context, c practice.Control) error { return c.Approve(ctx, promptID, number) })
}

// Deny answers a prompt with No.
func (s *Practice) Deny(promptID string) error {
	return s.answer(func(ctx context.Context, c practice.Control) error { return c.Deny(ctx, promptID) })
}

// Report answers a prompt with "not me", which reports it as suspicious.
func (s *Practice) Report(promptID string) error {
	return s.answer(func(ctx context.Context, c practice.Control) error { return c.Report(ctx, promptID) })
}

// AnswerCall picks a call up, and presses keys (0 to 9, * and #); "" presses none.
func (s *Practice) AnswerCall(callID, keys string) error {
	return s.answer(func(ctx context.Context, c practice.Control) error { return c.AnswerCall(ctx, callID, keys) })
}

// HangUp ends a call, or declines it.
func (s *Practice) HangUp(callID string) error {
	return s.answer(func(ctx context.Context, c practice.Control) error { return c.HangUp(ctx, callID) })
}

// Scan lets the phone take the QR code of an enrolment.
func (s *Practice) Scan(enrolmentID string) error {
	return s.answer(func(ctx context.Context, c practice.Control) error { return c.Scan(ctx, enrolmentID) })
}

// OpenPhone opens the phone as a page of its own in the system browser, for a second
// screen or a projector.
func (s *Practice) OpenPhone() error {
	if s.hub.door.PhonePage == nil {
		return problem.New(problem.Internal, "browser-not-opened")
	}
	address, err := s.hub.door.PhonePage()
	if err != nil {
		return err
	}
	if err := s.program.OpenSecret(context.Background(), address); err != nil {
		return problem.New(problem.Internal, "browser-not-opened").Because(err)
	}
	return nil
}

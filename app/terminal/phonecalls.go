package terminal

import (
	"context"
	"slices"
	"time"

	"latchkey/app/practice"
	"latchkey/app/problem"
)

// phoneMessage is a text or a call on a phone as JSON.
type phoneMessage struct {
	ID        string    `json:"id"`
	Kind      string    `json:"kind"` // "text" or "call"
	Number    string    `json:"number"`
	Body      string    `json:"body"`
	Code      string    `json:"code,omitempty"`
	State     string    `json:"state"`
	CreatedAt time.Time `json:"createdAt"`
}

// mostShown is how many texts and calls a phone shows: the newest.
const mostShown = 10

// messagesOf are the newest texts and calls of a user, oldest first.
func messagesOf(ctx context.Context, c practice.Control, user string) ([]phoneMessage, error) {
	all, err := c.Messages(ctx, user)
	if err != nil {
		return nil, err
	}
	list := []phoneMessage{}
	for _, m := range all[max(0, len(all)-mostShown):] {
		list = append(list, phoneMessage{m.ID, m.Kind, m.Number, m.Body, m.Code, m.State, m.CreatedAt})
	}
	return list, nil
}

// rings are the states of a call that can be answered.
var rings = []string{"ringing", "answered", "reporting"}

func (e *Environment) printMessages(list []phoneMessage) {
	for _, m := range list {
		at := m.CreatedAt.Local().Format(time.TimeOnly)
		switch {
		case m.Kind == practice.KindText:
			e.line("text to %s at %s (%s): %s", inert(m.Number), at, m.State, inert(m.Body))
		case slices.Contains(rings, m.State):
			e.line("call to %s at %s (%s): %s", inert(m.Number), at, m.State, inert(m.Body))
			e.line("  answer with --keys '#', --keys '0#1' or --hang-up")
		default:
			e.line("call to %s at %s (%s)", inert(m.Number), at, m.State)
		}
	}
}

// answerCall presses keys in the newest call that waits, or hangs up.
func (e *Environment) answerCall(ctx context.Context, c practice.Control, user string, f *phoneFlags) error {
	call, err := waitingCall(ctx, c, user, f.wait)
	if err != nil {
		return err
	}
	verdict := "hung up"
	if f.hangUp {
		err = c.HangUp(ctx, call.ID)
	} else {
		verdict = "pressed " + f.keys
		err = c.AnswerCall(ctx, call.ID, f.keys)
	}
	if err != nil {
		return err
	}
	return e.print(map[string]string{"userPrincipalName": call.UserPrincipalName, "verdict": verdict}, func() {
		e.line("%s in the call to %s; go on in the browser", verdict, inert(call.Telephone))
	})
}

// waitingCall is a call that rings or is being answered, waiting for one if asked to.
func waitingCall(ctx context.Context, c practice.Control, user string, wait time.Duration) (practice.Waiting, error) {
	waiting, cancel := context.WithTimeout(ctx, max(wait, time.Second))
	defer cancel()
	if wait == 0 {
		all, err := c.Messages(ctx, user)
		if err != nil {
			return practice.Waiting{}, err
		}
		if !slices.ContainsFunc(all, func(m practice.Message) bool { return m.Kind == practice.KindCall && slices.Contains(rings, m.State) }) {
			return practice.Waiting{}, problem.New(problem.NotFound, "practice-no-prompt").With("user", user)
		}
	}
	call, err := c.WaitPrompt(waiting, user, practice.KindCall, "")
	if err != nil && ctx.Err() == nil && waiting.Err() != nil {
		return call, problem.New(problem.NotFound, "practice-no-prompt").With("user", user)
	}
	return call, err
}

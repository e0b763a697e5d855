package terminal

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"latchkey/app/practice"
	"latchkey/app/problem"
	"latchkey/app/terminal/usage"
)

// phoneFlags say how to answer.
type phoneFlags struct {
	approve bool
	deny    bool
	report  bool
	number  string
	keys    string
	hangUp  bool
	wait    time.Duration
}

// phonePrompt is a waiting prompt as JSON. The number to match is left out: a phone
// does not know it, the person reads it in the browser.
type phonePrompt struct {
	ID          string    `json:"id"`
	Application string    `json:"application,omitempty"` // where the phone names it
	Place       string    `json:"place,omitempty"`
	Key         bool      `json:"key,omitempty"` // a security key that wants to be touched
	CreatedAt   time.Time `json:"createdAt"`
	ExpiresAt   time.Time `json:"expiresAt"`
}

// phone is what a user's phone shows, as JSON.
type phone struct {
	UserPrincipalName string        `json:"userPrincipalName"`
	Prompts           []phonePrompt `json:"prompts"`
	Code              string        `json:"code,omitempty"`
	CodeUsed          bool          `json:"codeUsed,omitempty"`
	CodeValidUntil    *time.Time    `json:"codeValidUntil,omitempty"`
	// Messages are texts and calls, the newest last.
	Messages []phoneMessage `json:"messages"`
}

func (e *Environment) phoneCommand() *cobra.Command {
	f := &phoneFlags{}
	cmd := &cobra.Command{
		Use: "phone USER", Short: "Show a user's simulated phone, or answer its prompt", Args: usage.Arguments(cobra.ExactArgs(1)),
		Example: `  latchkey practice phone totp@contoso.example
  latchkey practice phone push@contoso.example --approve --number 47
  latchkey practice phone push@contoso.example --deny --wait 30s
  latchkey practice phone call@contoso.example --keys '#' --wait 30s`,
		RunE: func(cmd *cobra.Command, args []string) error {
			control, err := e.practiceControl(cmd.Context())
			if err != nil {
				return err
			}
			return e.phone(cmd.Context(), control, args[0], f)
		},
	}
	cmd.Flags().BoolVar(&f.approve, "approve", false, "answer Yes; needs --number where the browser shows one")
	cmd.Flags().BoolVar(&f.deny, "deny", false, "answer No")
	cmd.Flags().BoolVar(&f.report, "report", false, "answer: it wasn't me")
	cmd.Flags().StringVar(&f.number, "number", "", "the number that the browser shows")
	cmd.Flags().StringVar(&f.keys, "keys", "", "keys to press in a call: # approves, 0#1 reports the sign-in")
	cmd.Flags().BoolVar(&f.hangUp, "hang-up", false, "hang up a call")
	cmd.Flags().DurationVar(&f.wait, "wait", 0, "wait this long for a prompt or a call to come")
	cmd.MarkFlagsMutuallyExclusive("approve", "deny", "report", "keys", "hang-up")
	return cmd
}

func (e *Environment) phone(ctx context.Context, c practice.Control, user string, f *phoneFlags) error {
	if !f.approve && f.number != "" {
		return usage.New("--number goes with --approve")
	}
	if err := knownUser(ctx, c, user); err != nil {
		return err
	}
	if f.keys != "" || f.hangUp {
		return e.answerCall(ctx, c, user, f)
	}
	answering := f.approve || f.deny || f.report
	prompts, err := promptsOf(ctx, c, user, f.wait)
	if err != nil {
		return err
	}
	if !answering {
		return e.showPhone(ctx, c, user, prompts)
	}
	if len(prompts) == 0 {
		return problem.New(problem.NotFound, "practice-no-prompt").With("user", user)
	}
	newest := prompts[len(prompts)-1]
	if f.approve && f.number == "" && newest.Number != "" { // a wrong one would end the prompt
		return usage.New("--approve needs --number, the number that the browser shows")
	}
	return e.answer(ctx, c, newest, f)
}

// promptsOf lists a user's waiting prompts, oldest first, waiting for one if asked to.
func promptsOf(ctx context.Context, c practice.Control, user string, wait time.Duration) ([]practice.Prompt, error) {
	waiting, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	rev := -1
	for {
		all, err := c.Prompts(ctx)
		if err != nil {
			return nil, err
		}
		var own []practice.Prompt
		for _, p := range all {
			if strings.EqualFold(p.UserPrincipalName, user) {
				own = append(own, p)
			}
		}
		if len(own) > 0 || waiting.Err() != nil {
			return own, ctx.Err()
		}
		if rev, err = c.Wait(waiting, rev); err != nil && waiting.Err() == nil {
			return nil, err
		}
	}
}

func (e *Environment) answer(ctx context.Context, c practice.Control, p practice.Prompt, f *phoneFlags) error {
	verdict, err := "approved", error(nil)
	switch {
	case f.approve:
		err = c.Approve(ctx, p.ID, f.number)
	case f.deny:
		verdict, err = "denied", c.Deny(ctx, p.ID)
	default:
		verdict, err = "reported", c.Report(ctx, p.ID)
	}
	if err != nil {
		return err
	}
	return e.print(map[string]string{"userPrincipalName": p.UserPrincipalName, "verdict": verdict}, func() {
		e.line("%s the sign-in of %s to %s; go on in the browser", verdict, inert(p.UserPrincipalName), inert(p.Application))
	})
}

func (e *Environment) showPhone(ctx context.Context, c practice.Control, user string, prompts []practice.Prompt) error {
	codes, err := c.Codes(ctx)
	if err != nil {
		return err
	}
	shown := phone{UserPrincipalName: user, Prompts: []phonePrompt{}}
	for _, p := range prompts {
		prompt := phonePrompt{p.ID, p.Application, p.Place, p.Key, p.CreatedAt, p.ExpiresAt}
		if p.NoApplication {
			prompt.Application = ""
		}
		shown.Prompts = append(shown.Prompts, prompt)
	}
	for _, code := range codes {
		if strings.EqualFold(code.UserPrincipalName, user) {
			until := code.ValidUntil
			shown.Code, shown.CodeUsed, shown.CodeValidUntil = code.Code, code.Used, &until
		}
	}
	if shown.Messages, err = messagesOf(ctx, c, user); err != nil {
		return err
	}
	return e.print(shown, func() { e.printPhone(shown) })
}

func (e *Environment) printPhone(p phone) {
	for _, prompt := range p.Prompts {
		e.line("%s Asked at %s.", prompt.question(), prompt.CreatedAt.Local().Format(time.TimeOnly))
		if prompt.Key {
			e.line("  a security key: --approve touches it, --deny takes it out")
			continue
		}
		e.line("  answer with --approve --number N, --deny or --report")
	}
	if len(p.Prompts) == 0 {
		e.line("no sign-in is waiting")
	}
	if p.Code != "" {
		e.line("one-time code %s%s", p.Code, usedMark(p.CodeUsed))
	}
	e.printMessages(p.Messages)
}

// question is what the phone asks, in words.
func (p phonePrompt) question() string {
	text := "Sign in"
	if p.Application != "" {
		text += " to " + inert(p.Application)
	}
	if p.Place != "" {
		text += ", from " + inert(p.Place)
	}
	return text + "?"
}

func usedMark(used bool) string {
	if used {
		return " (used; wait for the next one)"
	}
	return ""
}

// phoneMessage is a text or a call on a phone as JSON.
type phoneMessage struct {
	ID        string    `json:"id"`
	Kind      string    `json:"kind"` // "text", "call" or "email"
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
		case m.Kind == practice.KindEmail:
			e.line("e-mail to %s at %s (%s): %s", inert(m.Number), at, m.State, inert(m.Body))
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

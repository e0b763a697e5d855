package terminal

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"latchkey/app/connection"
	"latchkey/app/handover"
	"latchkey/app/problem"
	"latchkey/app/profile"
	"latchkey/app/recipe"
	"latchkey/app/terminal/hint"
	"latchkey/app/terminal/usage"
	"latchkey/app/transfer"
	"latchkey/app/yamlfile"
)

func (e *Environment) importCommand() *cobra.Command {
	confirmed, again := false, false
	cmd := &cobra.Command{
		Use: "import FILE", Short: "Open a setup file, or show a helpdesk bundle",
		Example: `  latchkey import contoso.latchkey-setup.json
  latchkey import contoso.latchkey-setup.json --confirm-hosts
  latchkey import contoso.latchkey-bundle.json`,
		Long: "Show what a setup file says, and with --confirm-hosts save its profile. Check the hosts first:\nthe sender is not verified. A bundle is only shown.",
		Args: usage.Arguments(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			data, err := e.received(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			if fileKind(data) == "bundle" {
				return e.showBundle(data)
			}
			return e.openSetup(cmd.Context(), data, confirmed, again)
		},
	}
	cmd.Flags().BoolVar(&confirmed, "confirm-hosts", false, "you have checked the hosts and want to sign in there")
	cmd.Flags().BoolVar(&again, "again", false, "save the profile although you already have it")
	return cmd
}

// longestReceived is more than either kind of file may have, so that its reader can say so.
const longestReceived = 6 << 20

func (e *Environment) received(ctx context.Context, name string) ([]byte, error) {
	if name == "-" {
		text, err := readEnd(ctx, e.In)
		return []byte(text), err
	}
	data, err := yamlfile.Load(name, longestReceived)
	if err != nil {
		code := "import-unreadable"
		if os.IsNotExist(err) {
			code = "import-not-found"
		}
		return nil, problem.New(problem.Input, code).With("path", name).Because(err)
	}
	return data, nil
}

// fileKind is what a file says that it is.
func fileKind(data []byte) string {
	var head struct {
		Latchkey string `json:"latchkey"`
	}
	_ = json.NewDecoder(bytes.NewReader(data)).Decode(&head)
	return head.Latchkey
}

// setupResult is a setup file as JSON, with the profile that it would make.
type setupResult struct {
	transfer.Setup
	Profile profile.Profile `json:"profile"`
}

func (e *Environment) openSetup(ctx context.Context, data []byte, confirmed, again bool) error {
	s, err := transfer.ReadSetup(data)
	if err != nil {
		e.showHosts(s)
		return err
	}
	if !confirmed {
		if err := e.print(setupResult{s, s.Profile()}, func() { e.printSetup(s) }); err != nil {
			return err
		}
		e.note("nothing was saved: check the hosts, then add --confirm-hosts")
		return nil
	}
	program, err := e.Program()
	if err != nil {
		return err
	}
	p, err := handover.Adopt(ctx, program, s, again)
	if err != nil {
		if problem.From(err).Code == "setup-already" {
			e.note("nothing was saved; --again saves it a second time, under another name")
		}
		return err
	}
	e.note("saved %q", p.Name)
	return e.print(p, func() { e.note("sign in with: latchkey signin %s", inert(hint.ShellWord(p.Name))) })
}

func (e *Environment) printSetup(s transfer.Setup) {
	p := s.Profile()
	rows := [][]string{{"Sender", s.Sender + ", not verified"}, {"From", s.Company}, {"Made", s.Made}, {"Note", s.Note},
		{"Profile", p.Name}, {"For", p.LoginHint}, {"System", systemName(p.Recipe)}, {"Cloud", string(p.Cloud)}, {"Tenant", p.Tenant}}
	e.table([]string{"FIELD", "VALUE"}, filled(append(rows, wayRows(p)...)))
	e.showHosts(s)
	for _, a := range s.Authorities {
		e.line("certificate authority %s, SHA-256 %s, until %s", inert(a.Subject), a.SHA256, a.Expires)
	}
	for _, w := range s.Warnings {
		e.warn(w)
	}
}

// systemName is what the system of a recipe is called; one that isn't known here
// keeps its id.
func systemName(id string) string {
	if r, err := recipe.Get(id); err == nil {
		return r.Name
	}
	return id
}

// showHosts lists where the file leads.
func (e *Environment) showHosts(s transfer.Setup) {
	if len(s.Hosts) == 0 {
		return
	}
	rows := make([][]string, len(s.Hosts))
	for i, h := range s.Hosts {
		state := "check this"
		switch {
		case h.Refused:
			state = "REFUSED"
		case h.Trusted:
			state = "known"
		}
		rows[i] = []string{h.Host, h.Purpose, state}
	}
	e.table([]string{"HOST", "FOR", "IT IS"}, rows)
}

func (e *Environment) showBundle(data []byte) error {
	b, err := transfer.ReadBundle(data)
	if err != nil {
		return err
	}
	return e.print(b, func() {
		e.line("Bundle (view only). Its content is not verified.\n")
		rows := [][]string{{"Made", b.Made}, {"Note", b.Note}, {"Latchkey", b.System.Latchkey}, {"System", b.System.OS + " " + b.System.Arch}, {"Keychain", b.System.Keychain}}
		if p := b.Profile; p != nil {
			rows = append(rows, []string{"Profile", p.Name}, []string{"Cloud", p.Cloud}, []string{"Tenant", p.Tenant}, []string{"ApplicationID", p.ApplicationID}, []string{"Redirect URI", p.RedirectURI})
		}
		if s := b.Session; s != nil {
			rows = append(rows, []string{"Account", s.Account}, []string{"Signed in", s.Since}, []string{"Second factor", s.MFA})
		}
		e.table([]string{"FIELD", "VALUE"}, filled(rows))
		checks := [][]string{}
		for _, f := range b.Findings {
			detail := f.Detail
			if f.Problem != nil {
				detail = f.Problem.Code
			}
			checks = append(checks, []string{f.ID, f.State, detail})
		}
		e.line("")
		e.table([]string{"CHECKED", "RESULT", "WHAT WAS SEEN"}, checks)
		if len(b.Problems) > 0 {
			e.line("\nThe last problems, the newest first:")
			last := [][]string{}
			for _, p := range b.Problems {
				last = append(last, []string{p.Time, p.Code, p.Problem().Words().Title})
			}
			e.table([]string{"TIME", "CODE", "WHAT IT IS"}, last)
		}
		e.printLog(b)
	})
}

// shownLines is how many lines of a bundle's log are shown.
const shownLines = 20

// printLog shows the end of a bundle's log, and what it says about a browser that never
// came back: what stood on its page, the person alone has seen.
func (e *Environment) printLog(b transfer.Bundle) {
	e.line("\nThe end of the log (%d lines):", len(b.Log))
	for _, line := range b.Log[max(0, len(b.Log)-shownLines):] {
		e.line("  %s", inert(logLine(line)))
	}
	if b.Unanswered {
		e.line("\nThe last sign-in: %s. Ask the person what the page says, and explain that.", connection.NoAnswer)
	}
}

// logLine is a line of the log as a person reads it: the time, the message, and the values
// that say something. What is no such line stays as it is.
func logLine(line string) string {
	var entry map[string]any
	if json.Unmarshal([]byte(line), &entry) != nil || entry["msg"] == nil {
		return line
	}
	words := []string{fmt.Sprint(entry["msg"])}
	if time, ok := entry["time"].(string); ok {
		at, _, _ := strings.Cut(time, ".")
		words = []string{strings.Replace(strings.TrimSuffix(at, "Z"), "T", " ", 1), words[0]}
	}
	if level, ok := entry["level"].(string); ok && level != "INFO" {
		words = append(words, level)
	}
	for _, name := range []string{"time", "msg", "level"} {
		delete(entry, name)
	}
	return strings.Join(append(words, logValues("", entry)...), "  ")
}

// logValues are the values of a line, by name; those of a group have the group's in front.
func logValues(group string, values map[string]any) []string {
	var list []string
	for _, name := range slices.Sorted(maps.Keys(values)) {
		switch v := values[name].(type) {
		case map[string]any:
			list = append(list, logValues(group+name+".", v)...)
		case nil:
		default:
			if text := fmt.Sprint(v); text != "" && text != "false" {
				list = append(list, group+name+"="+text)
			}
		}
	}
	return list
}
